/** A five-minute submission: the required fields of a new case. */
export const sampleSubmission = (title = 'Ventanilla única para permisos de obra') => ({
  locale: 'es',
  action: 'create' as const,
  case: {
    title,
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
  organisation: { name: 'Intendencia', type: 'subnational-government' },
  consent: { license: 'CC-BY-4.0' as const },
});
