import type { Speaker } from '../../page/speaker.ts';
import type { Case } from '../schema.ts';

/** So many countries of a case are named; of more none may stand for the others. */
export const MOST_NAMED_COUNTRIES = 3;

/** The countries of a case in a line, or how many they are. */
export function countriesOf({ places }: Pick<Case, 'places'>, { t, list, country }: Speaker): string {
  const names = [...new Set(places.map((place) => country(place.country)))];
  return names.length > MOST_NAMED_COUNTRIES ? t('countries.count', { count: names.length }) : list(names);
}
