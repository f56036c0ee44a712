/** A five-minute submission: the required fields of a new case and a contact. */
export const sample = () => ({
  locale: 'es',
  action: 'create' as const,
  case: {
    title: 'Ventanilla única para permisos de obra en Rocha',
    problem: '¿Cómo acortar los meses que tarda un permiso de obra municipal?',
    summary: 'La intendencia juntó en una mesa a cinco oficinas que pedían lo mismo por separado.',
    places: [{ country: 'URY' }],
    level: 'subnational',
    challenges: ['coordination-failure'],
    instruments: ['regulation'],
    sectors: ['manufacturing'],
    lessons: [{ kind: 'works', text: 'Sentar juntas a las oficinas que firman quitó las idas y vueltas.' }],
  },
  references: [{ firstHand: true }],
  organisation: { name: 'Intendencia de Rocha', type: 'subnational-government' },
  contact: { email: 'ana.perez@rocha.example', name: 'Ana Pérez Quirós', role: 'Directora' },
  consent: { license: 'CC-BY-4.0' as const },
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
