import { noFacets } from '#registry/search/bounds.ts';
import type { SearchDocument, SearchLesson } from '#registry/search/document.ts';
import type { Problem } from '#registry/search/problem.ts';

/** Words of a case in one language: title, problem, summary, one lesson, body. */
type Version = [title: string, problem: string, summary: string, lesson: string, body?: string];

interface Sketch {
  id: string;
  original: string;
  versions: Record<string, Version>;
  concepts: Record<string, Record<string, string>>;
  names?: string;
  facets: Partial<Record<keyof SearchDocument['facets'], string[]>>;
  newest: string;
}

const uruguay = { 'country/URY': { es: 'Uruguay', pt: 'Uruguai', en: 'Uruguay' } };
const chile = { 'country/CHL': { es: 'Chile', pt: 'Chile', en: 'Chile' } };
const brazil = { 'country/BRA': { es: 'Brasil', pt: 'Brasil', en: 'Brazil' } };
const argentina = { 'country/ARG': { es: 'Argentina', pt: 'Argentina', en: 'Argentina' } };
const mexico = { 'country/MEX': { es: 'México', pt: 'México', en: 'Mexico' } };

/** A miniature registry: translated cases, one only in Portuguese, and a title that is dangerous as HTML. */
const sketches: Sketch[] = [
  {
    id: 'ceibal',
    original: 'es',
    versions: {
      es: [
        'Plan Ceibal: una computadora para cada escolar',
        '¿Cómo lograr que todos los niños tengan una computadora?',
        'Se repartieron computadoras con internet en la escuela pública.',
        'Entregar equipos no asegura el aprendizaje.',
        'El LATU compró los equipos con menos trámites y el mantenimiento quedó en manos de voluntarios.',
      ],
      pt: [
        'Plano Ceibal: um computador para cada aluno',
        'Como garantir que todas as crianças tenham um computador?',
        'Foram distribuídos computadores com internet na escola pública.',
        'Entregar equipamentos não garante a aprendizagem.',
      ],
      en: [
        'Plan Ceibal: a computer for every pupil',
        'How can every child have a computer?',
        'Computers with internet access were handed out in public schools.',
        'Handing out equipment does not ensure learning.',
      ],
    },
    concepts: {
      ...uruguay,
      'challenges/digital-divide': { es: 'Brecha digital', pt: 'Exclusão digital', en: 'Digital divide' },
    },
    names: 'Laboratorio Tecnológico del Uruguay (LATU)',
    facets: { country: ['URY'], challenge: ['digital-divide'], outcome: ['worked'], level: ['national'], evidence: ['1'] },
    newest: '2026-01-05 2007',
  },
  {
    id: 'mining',
    original: 'es',
    versions: {
      es: [
        'Proveedores para una minería más limpia',
        '¿Cómo pueden las empresas locales vender a la minería?',
        'Un programa de CORFO unió a mineras y proveedores en torno a problemas concretos.',
        'Los proveedores pequeños necesitan ensayar dentro de la mina.',
      ],
      pt: [
        'Fornecedores para uma mineração mais limpa',
        'Como as empresas locais podem vender para a mineração?',
        'Um programa da CORFO uniu mineradoras e fornecedores em torno de problemas concretos.',
        'Os pequenos fornecedores precisam testar dentro da mina.',
      ],
      en: [
        'Suppliers for cleaner mining',
        'How can local firms sell to mining companies?',
        'A CORFO programme brought mining companies and suppliers together around concrete problems.',
        'Small suppliers need to test inside the mine.',
      ],
    },
    concepts: { ...chile, 'sectors/mining': { es: 'Minería', pt: 'Mineração', en: 'Mining' } },
    facets: {
      country: ['CHL'],
      challenge: ['low-productivity'],
      sector: ['mining'],
      outcome: ['mixed'],
      level: ['national'],
      evidence: ['1'],
    },
    newest: '2026-01-04 2015',
  },
  {
    id: 'budget',
    original: 'pt',
    versions: {
      pt: [
        'Orçamento participativo na cidade',
        'Como os moradores podem decidir sobre o gasto da prefeitura?',
        'As assembleias de bairro escolhem as obras do orçamento municipal.',
        'Sem dinheiro para as obras escolhidas, a participação cai.',
      ],
    },
    concepts: {
      ...brazil,
      'instruments/participatory-budget': {
        es: 'Presupuesto participativo',
        pt: 'Orçamento participativo',
        en: 'Participatory budget',
      },
    },
    names: 'Prefeitura de Porto Alegre\nBNDES',
    facets: { country: ['BRA'], challenge: ['participation'], outcome: ['worked'], level: ['city'], evidence: ['2'] },
    newest: '2026-01-03 1989',
  },
  {
    id: 'tables-1',
    original: 'es',
    versions: {
      es: [
        'Mesas sectoriales 1.0',
        '¿Por qué el diálogo entre Estado y empresas no resuelve problemas?',
        'Las primeras mesas reunieron a mucha gente y resolvieron poco. Las mesas, una y otra mesa, hablaron.',
        'Una mesa sin mandato no resuelve nada.',
      ],
    },
    concepts: argentina,
    facets: { country: ['ARG'], challenge: ['coordination'], outcome: ['did-not-work'], level: ['national'], evidence: ['0'] },
    newest: '2026-01-02 2016',
  },
  {
    id: 'tables-2',
    original: 'es',
    versions: {
      es: [
        'Mesas sectoriales 2.0',
        '¿Cómo resolver con rapidez los problemas de un sector?',
        'Las segundas mesas tomaron el método de las mesas ejecutivas del Perú.',
        'Resolver primero lo pequeño da confianza.',
      ],
    },
    concepts: argentina,
    facets: {
      country: ['ARG'],
      challenge: ['coordination', 'low-productivity'],
      outcome: ['worked'],
      level: ['national'],
      evidence: ['0'],
    },
    newest: '2026-01-02 2017',
  },
  {
    id: 'industry',
    original: 'en',
    versions: {
      en: [
        'Industry 4.0 <img src=x onerror=alert(1)> in Nuevo León',
        'How can small factories adopt new technology?',
        'A council of firms, universities and the state runs the programme.',
        'Factories copy their neighbours before they copy experts.',
      ],
    },
    concepts: {
      ...mexico,
      'challenges/low-productivity': { es: 'Baja productividad', pt: 'Baixa produtividade', en: 'Low productivity' },
    },
    facets: {
      country: ['MEX'],
      challenge: ['low-productivity'],
      outcome: ['too-early'],
      level: ['subnational'],
      evidence: ['0'],
    },
    newest: '2026-01-01 2017',
  },
];

export const testLocales = ['es', 'pt', 'en'];
export const ids = sketches.map((sketch) => sketch.id);
export const documents: SearchDocument[] = sketches.flatMap((sketch) => testLocales.map((locale) => draw(sketch, locale)));

function draw({ id, original, versions, concepts, names, facets, newest }: Sketch, locale: string): SearchDocument {
  const language = versions[locale] ? locale : original;
  const [title, problem, summary, text, body] = versions[language]!;
  const lessons: SearchLesson[] = [{ id: 'first', kind: facets.outcome?.includes('did-not-work') ? 'fails' : 'works', text }];
  const others = Object.entries(versions).filter(([other]) => other !== language);
  const all = {
    ...noFacets(),
    kind: ['case'],
    origin: ['here'],
    ...facets,
  };
  return {
    id,
    locale,
    card: {
      title,
      problem,
      summary,
      countries: all.country,
      level: all.level[0] ?? '',
      kind: 'case',
      outcome: all.outcome[0] ?? '',
      verdicts: [{ about: '', outcome: all.outcome[0] ?? '', basis: 'none', strength: Number(all.evidence[0]) }],
      lessons: 1,
      language,
      isFallback: language !== locale,
      state: language === original ? 'original' : 'human',
      stale: false,
    },
    lessons,
    concepts,
    names: { [original]: names ?? '' },
    others: Object.fromEntries(others.map(([other, words]) => [other, words.slice(0, 3).join('\n')])),
    facets: all,
    newest,
    ...(body === undefined ? {} : { body }),
  };
}

/** Problems of the vocabulary: cases are about the first, and about nothing else below security. */
export const testProblems: Problem[] = [
  {
    id: 'digital-divide',
    words: { es: 'Brecha digital\nconectividad', pt: 'Exclusão digital\nconectividade', en: 'Digital divide\nconnectivity' },
    count: 1,
    broader: 'digital',
  },
  {
    id: 'data-and-privacy',
    words: {
      es: 'Datos y privacidad\nciberseguridad',
      pt: 'Dados e privacidade\ncibersegurança',
      en: 'Data and privacy\ncybersecurity',
    },
    count: 0,
    broader: 'digital',
  },
  {
    id: 'prisons',
    words: { es: 'Cárceles\nsistema penitenciario', pt: 'Prisões\nsistema penitenciário', en: 'Prisons\novercrowding' },
    count: 0,
  },
];
