import type { NewRecord } from '#registry/submission/new-record.ts';

const consent = { license: 'CC-BY-4.0' } as const;

/** Valid submissions of each kind besides cases, for the fixture's registry. */
export const newRecords = {
  comment: (given: Record<string, unknown> = {}): NewRecord => ({
    ...{ locale: 'es', action: { new: 'comment' }, door: 'word', consent },
    record: {
      summary: 'Lo probaríamos con menús de cada región.',
      case: 'worked-with-citations',
      lab: 'test-lab',
      wouldTry: 'in-part',
      lessons: [{ id: 'kitchens-first', holds: 'yes', seen: 'Sin cocinas no hubo compra.' }],
      ...given,
    },
  }),
  commitment: (given: Record<string, unknown> = {}): NewRecord => ({
    ...{ locale: 'es', action: { new: 'commitment' }, consent },
    record: {
      text: 'Probar un menú único en dos municipios.',
      lab: 'test-lab',
      because: ['worked-with-citations#lesson-one-menu'],
      measure: 'Platos servidos, contados cada mes.',
      due: '2027-12-01',
      ...given,
    },
  }),
  session: (given: Record<string, unknown> = {}): NewRecord => ({
    ...{ locale: 'es', action: { new: 'session' }, consent },
    record: {
      title: 'Comprar cerca sin comprar caro',
      name: 'Compra cercana',
      theme: '¿Qué hace que comprar cerca no salga más caro?',
      why: 'Hay tres casos, y uno cerró.',
      questions: [
        { text: '¿Quién acuerda el menú?', lessons: ['worked-with-citations#lesson-one-menu'] },
        { text: '¿Qué se arregla antes?', lessons: ['failed-and-says-why#lesson-systems-before-counters'] },
      ],
      selection: {
        query: 'challenge=public-sector-capacity&country=URY',
        cases: [
          { case: 'worked-with-citations' },
          { case: 'failed-and-says-why', why: 'La misma prisa.' },
          { case: 'snapshot-of-two-countries' },
        ],
      },
      highlights: ['failed-and-says-why#lesson-systems-before-counters'],
      ...given,
    },
  }),
};
