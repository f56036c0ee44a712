import { sampleSubmission } from '../../../scripts/bench/sample-submission.ts';

/** A five-minute submission with a contact. */
export const sample = () => ({
  ...sampleSubmission('Ventanilla única para permisos de obra en Rocha'),
  organisation: { name: 'Intendencia de Rocha', type: 'subnational-government' },
  contact: { email: 'ana.perez@rocha.example', name: 'Ana Pérez Quirós', role: 'Directora' },
});

/** A one-pixel PNG. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** The same submission as fields of a form. */
export function asFields(value: unknown, name = ''): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => asFields(inner, name === '' ? key : `${name}[${key}]`));
}
