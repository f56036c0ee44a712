import type { Speaker } from '../../page/speaker.ts';
import type { Case } from '../schema.ts';

/** The countries of a case in a line; more than three are counted, so that none stands for the others. */
export function countriesOf({ places }: Pick<Case, 'places'>, { t, list, country }: Speaker): string {
  const names = [...new Set(places.map((place) => country(place.country)))];
  return names.length > 3 ? t('countries.count', { count: names.length }) : list(names);
}
