/**
 * One example for each pattern in schemas, the most specific first. Messages show the example instead of the pattern, which
 * only programmers can read.
 */
const EXAMPLES: readonly { sample: string; shown: string }[] = [
  { sample: 'iVBORw0KGgo=', shown: 'iVBORw0KGgo=' },
  { sample: 'https://example.org/report.pdf', shown: 'https://example.org/report.pdf' },
  { sample: 'https://registro.example', shown: 'https://registro.example' },
  { sample: 'peru-mesas-ejecutivas#lesson-no-subsidies', shown: 'peru-mesas-ejecutivas#lesson-no-subsidies' },
  { sample: 'col:colombia-bogota-care-system', shown: 'col:colombia-bogota-care-system' },
  { sample: '09:30', shown: '09:30' },
  { sample: 'uruguay-plan-ceibal', shown: 'uruguay-plan-ceibal' },
  { sample: 'photo-1.png', shown: '1.png' },
  { sample: 'section IV.C; line 12-20', shown: 'line 12-20' },
  { sample: '2007', shown: '2007 · 2007-05 · 2007-05-18' },
  { sample: '2007-05-18', shown: '2007-05-18' },
  { sample: 'es-419', shown: 'es-419' },
  { sample: 'es', shown: 'es' },
  { sample: 'URY', shown: 'URY' },
  { sample: 'UY-MO', shown: 'UY-MO' },
  { sample: '4.1', shown: '4.1' },
  { sample: 'v0.2.0', shown: 'v0.2.0' },
  { sample: '0123456789ab', shown: '0123456789ab' },
  { sample: '10419/129966', shown: '10419/129966' },
  { sample: '10.1257/app.20150385', shown: '10.1257/app.20150385' },
  { sample: 'lessons/one-menu', shown: 'lessons/one-menu' },
  { sample: '24h', shown: '24h' },
  { sample: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', shown: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' },
  { sample: 'nombre@institucion.gob', shown: 'nombre@institucion.gob' },
];

/** Formats that Zod or JSON Schema name. */
const NAMED: Readonly<Record<string, string>> = {
  url: 'https://example.org/report.pdf',
  uri: 'https://example.org/report.pdf',
  email: 'nombre@institucion.gob',
  slug: 'uruguay-plan-ceibal',
};

/** For a pattern without an example: better no text than one for programmers. A test checks that no schema needs it. */
export const NO_EXAMPLE = '…';

/** The example for a pattern as Zod reports it (`/^…$/`), or for a format's name. */
export function exampleOf(format: string): string {
  const source = /^\/(.*)\/([a-z]*)$/s.exec(format);
  if (!source) return NAMED[format] ?? NO_EXAMPLE;
  const pattern = new RegExp(source[1]!, source[2]);
  return EXAMPLES.find(({ sample }) => pattern.test(sample))?.shown ?? NO_EXAMPLE;
}
