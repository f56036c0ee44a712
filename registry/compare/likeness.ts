import { MOST_NAMED_COUNTRIES } from '../case/page/countries.ts';
import { distance, REGION } from '../country/region.ts';
import { PICK_FORM } from '../page/pick-form.ts';
import { escape, type Say } from './table.ts';

/** Where a case happened and what it depended on. */
export interface Setting {
  id: string;
  title: string;
  /** Language tag of the case's words, where it is not the page's. */
  lang?: string;
  href: string;
  years: string;
  outcome: string;
  countries: readonly { code: string; name: string }[];
  level: { id: string; name: string };
  /** What another place would need, each to be answered with yes or no. */
  needs: readonly string[];
}

/** Where a reader asks from; what is not said is not compared. */
export interface ReaderPlace {
  country?: string | undefined;
  level?: string | undefined;
}

/** What an address asks about: the problem, and where the reader is. Whatever cannot be an id is as if not said. */
export function readPlace(query: URLSearchParams): ReaderPlace & { challenge: string | undefined } {
  const said = (name: string, pattern: RegExp) => {
    const value = query.get(name) ?? '';
    return pattern.test(value) ? value : undefined;
  };
  return {
    challenge: said('challenge', /^[a-z0-9-]+$/),
    country: said('country', /^[A-Z]{3}$/),
    level: said('level', /^[a-z-]+$/),
  };
}

/** Capitals no further apart than this are near. */
const NEAR_KM = 1500;

type Nearness = 'country' | 'near' | 'region' | 'elsewhere';
const NEARNESS: readonly Nearness[] = ['country', 'near', 'region', 'elsewhere'];

export interface Likeness {
  setting: Setting;
  nearness: Nearness | undefined;
  /** Which of its countries is nearest. */
  nearest: string | undefined;
  hasSameLevel: boolean | undefined;
}

/**
 * Cases by how like their setting is to a reader's, by the published rule: first the same country, then a near one, then the
 * region, then elsewhere; among equals the same level of government first. There is no score: what is alike and what differs is
 * listed.
 */
export function byLikeness(settings: readonly Setting[], place: ReaderPlace): Likeness[] {
  const all = settings.map((setting) => ({
    setting,
    nearness: place.country === undefined ? undefined : nearnessOf(setting, place.country),
    nearest: place.country === undefined ? undefined : nearestOf(setting, place.country),
    hasSameLevel: place.level === undefined ? undefined : setting.level.id === place.level,
  }));
  const rank = ({ nearness, hasSameLevel }: Likeness) =>
    (nearness === undefined ? 0 : NEARNESS.indexOf(nearness) * 2) + (hasSameLevel === false ? 1 : 0);
  return all.toSorted((a, b) => rank(a) - rank(b) || a.setting.title.localeCompare(b.setting.title));
}

function nearnessOf({ countries }: Setting, country: string): Nearness {
  const codes = countries.map(({ code }) => code);
  if (codes.includes(country)) return 'country';
  if (codes.some((code) => (distance(code, country) ?? Infinity) <= NEAR_KM)) return 'near';
  return codes.some((code) => REGION.has(code)) ? 'region' : 'elsewhere';
}

/** The country whose capital is nearest, by name; undefined where no distance is known. */
function nearestOf({ countries }: Setting, country: string): string | undefined {
  const known = countries.flatMap(({ code, name }) => {
    const far = distance(code, country);
    return far === undefined ? [] : [{ name, far }];
  });
  return known.toSorted((a, b) => a.far - b.far)[0]?.name;
}

/** The list for a page: each case with what is like here, what differs, and what to ask at home. */
export function likenessList(found: readonly Likeness[], t: Say): string {
  if (found.length === 0) return `<p>${escape(t('here.none'))}</p>`;
  return `<ol class="here-list">${found.map((each) => item(each, t)).join('')}</ol>`;
}

function item({ setting, nearness, nearest, hasSameLevel }: Likeness, t: Say): string {
  const { id, title, lang, href, years, outcome, countries, level, needs } = setting;
  const isMany = countries.length > MOST_NAMED_COUNTRIES;
  const where = isMany ? t('countries.count', { count: countries.length }) : countries.map(({ name }) => name).join(', ');
  const isNear = nearness === 'country' || nearness === 'near';
  const said = [
    ...(nearness === undefined
      ? []
      : [{ isAlike: isNear, words: `${t(`here.place.${nearness}`)}: ${isMany && nearest ? `${nearest} (${where})` : where}` }]),
    ...(hasSameLevel === undefined
      ? []
      : [{ isAlike: hasSameLevel, words: `${t(`here.level.${hasSameLevel ? 'same' : 'other'}`)}: ${level.name}` }]),
  ];
  const line = (isAlike: boolean, name: string) => {
    const words = said.filter((each) => each.isAlike === isAlike).map((each) => each.words);
    return words.length > 0 ? `<p class="small"><strong>${escape(t(name))}</strong> ${escape(words.join('; '))}</p>` : '';
  };
  const langAttribute = lang === undefined ? '' : ` lang="${escape(lang)}"`;
  const questions = needs.map(
    (need) => `<li><label><input type="checkbox" autocomplete="off"> <span${langAttribute}>${escape(need)}</span></label></li>`,
  );
  return [
    `<li><h2 class="case-title"><a href="${escape(href)}"${langAttribute}>${escape(title)}</a></h2>`,
    `<p class="small">${escape([where, years].filter(Boolean).join(', '))} · <span${langAttribute}>${escape(outcome)}</span></p>`,
    line(true, 'here.alike'),
    line(false, 'here.differs'),
    questions.length > 0
      ? `<p class="small"><strong>${escape(t('here.needs'))}</strong></p><ul class="needs">${questions.join('')}</ul>`
      : `<p class="small">${escape(t('here.needs.none'))}</p>`,
    `<label class="pick small"><input type="checkbox" name="case" value="${escape(id)}" form="${PICK_FORM}" aria-label="${escape(t('pick.case.of', { name: title }))}"> ${escape(t('pick.case'))}</label>`,
    '</li>',
  ].join('');
}
