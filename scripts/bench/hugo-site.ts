import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { readTree } from '#registry/content/disk.ts';
import { viewRecord } from '#registry/record/view.ts';
import { readRegistry } from '#registry/read.ts';

/** What each case has besides its page, as ours has: pages of its brief, its history and how to cite it, and files for programs. */
const PAGES = ['brief', 'history', 'cite'];
const FILES = ['bib', 'ris', 'csl', 'column', 'jsonld'];
const FACETS = ['challenges', 'instruments', 'sectors', 'outcomes', 'levels'];

const LIST = `<ul>{{ range .Paginator.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a><p>{{ .Params.summary }}</p></li>{{ end }}</ul>`;
const CASE = `<h1>{{ .Title }}</h1><p>{{ .Params.summary }}</p><p>{{ .Params.problem }}</p>
{{ range .Params.verdicts }}<section id="verdict-{{ .id }}"><h3>{{ .about }}</h3><p>{{ .outcome }} {{ .basis }} {{ .evidence.strength }} {{ .evidence.note }}</p></section>{{ end }}
{{ range .Params.results }}<p id="result-{{ .id }}">{{ .text }} {{ .value }} {{ .unit }}</p>{{ end }}
{{ range .Params.lessons }}<p id="lesson-{{ .id }}">{{ .kind }}: {{ .text }} {{ .conditions }}</p>{{ end }}
{{ range .Params.milestones }}<p>{{ .due }} {{ .text }} {{ .status }}</p>{{ end }}
{{ .Content }}
<ol>{{ range .Params.references }}<li>{{ .title }} {{ .URL }}</li>{{ end }}</ol>
{{ range .Params.facets }}<a href="/{{ . }}/">{{ . }}</a>{{ end }}`;

/** Writes a site for Hugo with the same cases in the same languages, and as many pages and files of each. */
export async function writeHugoSite(content: string, dir: string): Promise<void> {
  const { registry } = readRegistry(await readTree(content));
  const write = async (path: string, text: string) => {
    await mkdir(join(dir, path, '..'), { recursive: true });
    await writeFile(join(dir, path), text);
  };
  const locales = [...registry.locales.keys()];
  const formats = {
    ...formatsOf(PAGES, { mediaType: 'text/html', isHTML: true }),
    ...formatsOf(FILES, { mediaType: 'application/json', isPlainText: true }),
  };
  const settings = {
    baseURL: 'https://registry.example/',
    title: registry.name,
    defaultContentLanguage: locales[0],
    defaultContentLanguageInSubdir: true,
    languages: Object.fromEntries(locales.map((id, weight) => [id, { contentDir: `content/${id}`, weight: weight + 1 }])),
    taxonomies: Object.fromEntries(FACETS.map((facet) => [facet, facet])),
    outputFormats: formats,
    outputs: {
      page: ['html', ...PAGES, ...FILES],
      home: ['html', 'rss', 'json'],
      section: ['html', 'rss'],
      term: ['html', 'rss'],
    },
    pagination: { pagerSize: 100 },
  };
  await write('hugo.json', JSON.stringify(settings));
  const page = (body: string) =>
    `<!doctype html><html lang="{{ .Site.Language.Lang }}"><title>{{ .Title }}</title><body>${body}</body></html>`;
  await write('layouts/_default/single.html', page(CASE));
  await write('layouts/_default/list.html', page(LIST));
  await write(
    'layouts/index.html',
    page('{{ range first 10 .Site.RegularPages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}'),
  );
  await write(
    'layouts/index.json',
    '{{ $all := slice }}{{ range .Site.RegularPages }}{{ $all = $all | append .Params }}{{ end }}{{ $all | jsonify }}',
  );
  for (const name of PAGES)
    await write(`layouts/_default/single.${name}.html`, page('<h1>{{ .Title }}</h1>{{ .Params.summary }}{{ .Content }}'));
  for (const name of FILES) await write(`layouts/_default/single.${name}.json`, '{{ .Params | jsonify }}');
  for (const record of registry.cases.values())
    for (const locale of locales) {
      const { facts, body } = viewRecord(record, locale);
      const words = body.replaceAll(/\[@[^\]\n]*\]/g, '').replaceAll(/\{\{/g, '{ {');
      const outcomes = facts.verdicts.map(({ outcome }) => outcome);
      const front = stringify({ ...facts, levels: [facts.level], outcomes, kind: undefined, level: undefined });
      await write(`content/${locale}/cases/${record.id}.md`, `---\n${front}---\n\n${words}`);
    }
}

const formatsOf = (names: readonly string[], format: object): Record<string, object> =>
  Object.fromEntries(names.map((name) => [name, { ...format, baseName: name }] as const));
