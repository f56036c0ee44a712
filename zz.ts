import { readTree } from '#registry/content/disk.ts';
import { readRegistry } from '#registry/read.ts';
import { validateSubmission } from '#registry/submission/validate.ts';
import { checkRegistry } from '#registry/check.ts';
import { createMiniSearch } from '#registry/search/minisearch.ts';
import { makeDocument } from '#registry/search/document.ts';
const tree = await readTree('content'); const {registry} = readRegistry(tree);
const engine = createMiniSearch([...registry.cases.values()].map(r=>makeDocument(registry, r, 'es')));
const es = registry.locales.get('es')!;
const ctx = {registry, tree, day:'2026-11-22', engine};
const quick = {locale:'es', action:'create', case:{title:'Agua segura en escuelas rurales', problem:'¿Cómo llevar agua segura a escuelas rurales sin red?', places:[{country:'URY'}], level:'national', challenges:['coordination-failure'], instruments:['regulation'], sectors:['economic-affairs'], lessons:[{kind:'works', text:'Dejar el mantenimiento en manos de la comunidad evitó que las bombas se rompieran.'}]},
 body:{'what-was-done':'Instalamos filtros en 120 escuelas.\n\n# Otra cosa\n\nY luego 30 % más.'}, references:[{firstHand:true}], organisation:{name:'OSE', type:'public-company'}, consent:{license:'CC-BY-4.0'}};
let v = await validateSubmission(quick, ctx, es);
console.log(v.problems, v.similar, v.made?.file); console.log(v.made?.text);
const t2 = new Map([...tree, [v.made!.file, {text: v.made!.text}]]);
console.log(checkRegistry(t2,{today:'2026-11-22'}).filter(f=>f.file===v.made!.file));
v = await validateSubmission({locale:'es', action:'create', case:{title:'x'.repeat(100), lessons:[{kind:'bad', text:''}], zzz:1}, body:{'results':'<b>hola</b> 45 % más'}, consent:{}}, ctx, es);
console.log(v.problems.map(p=>[p.pointer,p.code,p.message].join(' | ')));
for (const r of registry.cases.values()) {
  const loc = registry.locales.get(r.facts.language)!;
  const v = await validateSubmission({locale:r.facts.language, action:{improve:r.id, digest:r.digest}, case:{summary:'Un resumen nuevo.', lessons:[{kind:'works', text:'Nueva lección aprendida después.'}]}, body:{'open-questions':'- ¿Y ahora?'}, references:[{citation:'Informe 2025, https://example.org/x.pdf', locator:'page 3'}], consent:{license:'CC-BY-4.0'}}, ctx, loc);
  const a=(tree.get(r.file) as any).text.split('\n'), b=v.made?.text.split('\n')??[];
  const sb=new Set(b), sa=new Set(a); 
  console.log(r.id, v.problems.map(p=>p.code+p.pointer).join(), a.filter((l:string)=>!sb.has(l)).length, b.filter((l:string)=>!sa.has(l)).length);
}
