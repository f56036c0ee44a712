import type { Tree } from '#registry/content/tree.ts';
import type { Locale } from '#registry/locale/locale.ts';
import { readRegistry } from '#registry/read.ts';
import type { Registry } from '#registry/registry.ts';
import type { Creation, Improvement } from '#registry/submission/schema.ts';
import { FIXTURE_DAY, readFixtureRegistry } from '../../fixtures/fixture-tree.ts';

/** A minimal submission: the short form. */
export const quickSubmission = (given: Partial<Creation> = {}): Creation => ({
  locale: 'es',
  action: 'create',
  case: {
    title: 'Agua segura en escuelas rurales',
    problem: '¿Cómo llevar agua segura a escuelas que no tienen red?',
    places: [{ country: 'URY' }],
    level: 'national',
    challenges: ['public-sector-capacity'],
    instruments: ['procurement'],
    sectors: ['education'],
    lessons: [{ kind: 'works', text: 'Dejar el mantenimiento a las familias evitó que los filtros se abandonaran.' }],
  },
  body: { 'what-was-done': 'Se instalaron filtros en 120 escuelas.\n\nLas familias los limpian cada mes.' },
  references: [{ firstHand: true }],
  organisation: { name: 'Obras Sanitarias', type: 'public-company' },
  consent: { license: 'CC-BY-4.0' },
  ...given,
});

/** A correction of the fixture's case `worked-with-citations`. */
export const improvement = (registry: Registry, given: Partial<Improvement>): Improvement => ({
  locale: 'es',
  action: { improve: 'worked-with-citations', digest: registry.cases.get('worked-with-citations')!.digest },
  case: {},
  consent: { license: 'CC-BY-4.0' },
  ...given,
});

export interface FixtureContext {
  registry: Registry;
  tree: Tree;
  day: string;
  es: Locale;
}

export async function fixtureContext(): Promise<FixtureContext> {
  const tree = await readFixtureRegistry();
  const { registry } = readRegistry(tree);
  return { tree, registry, day: FIXTURE_DAY, es: registry.locales.get('es')! };
}
