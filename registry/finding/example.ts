/**
 * One example for each form of text that schemas ask for with a pattern, the most particular first. Messages show the example
 * instead of the pattern, which only programmers can read.
 */
const EXAMPLES: readonly { sample: string; shown: string }[] = [
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
  { sample: '0123456789ab', shown: '0123456789ab' },
  { sample: '10.1257/app.20150385', shown: '10.1257/app.20150385' },
  { sample: '10419/129966', shown: '10419/129966' },
];

/** What a text should look like, for a regular expression in the form that Zod reports (`/^…$/`), or for a format's name. */
export function exampleOf(format: string): string {
  if (format === 'url') return 'https://example.org/report.pdf';
  const source = /^\/(.*)\/([a-z]*)$/s.exec(format);
  if (!source) return format;
  const pattern = new RegExp(source[1]!, source[2]);
  return EXAMPLES.find(({ sample }) => pattern.test(sample))?.shown ?? format;
}
