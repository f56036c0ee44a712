import type { Registry } from '../../registry.ts';

/** The lab that is responsible for records without another one. */
export function registrysOwnLab({ labs }: Registry): string {
  return labs.values().find(({ facts }) => facts.type === 'registry')?.id ?? labs.keys().next().value ?? 'lo-que-funciona';
}
