import { forWhat } from '#registry/case/for-what.ts';
import type { SearchHit, Segment } from '#registry/search/page.ts';
import { sayThrough } from '#registry/search/wording.ts';
import { make, settings, t } from './settings.ts';

/** One result as the list shows it: the same shape as on the browse pages, with the words that matched marked. */
export function hitItem(
  { id, card, matched, bestLesson, through = [], peer }: SearchHit,
  countryNames: Map<string, string>,
): HTMLLIElement {
  const lang = card.isFallback ? (settings.languages[card.language]?.tag ?? card.language) : undefined;
  const path = pagePath(card.kind, id, peer);
  const item = make('li', { class: 'case-item' });
  item.append(
    make('p', { class: 'case-problem', lang }, ...marked(matched.problem)),
    make('h3', { class: 'case-title' }, make('a', { href: path, lang }, ...marked(matched.title))),
  );
  const lessonHit = bestLesson?.segments.some(({ hit }) => hit);
  if (bestLesson && lessonHit) {
    const link = make('a', { href: `${path}#lesson-${bestLesson.id}` }, t('search.lesson'));
    item.append(make('p', { class: 'case-match', lang }, link, ': ', ...marked(bestLesson.segments)));
  } else if (matched.passage) {
    item.append(make('p', { class: 'case-match', lang }, ...marked(matched.passage.segments)));
  }
  const reasons = sayThrough(
    through,
    { t, tag: settings.locale.tag },
    (language) => settings.languages[language]?.name ?? language,
  );
  if (reasons.length > 0) item.append(make('p', { class: 'case-through' }, reasons.join(' · ')));
  const { countries, period, outcome, verdicts } = card;
  const [first] = verdicts;
  const names = countries.map((code) => countryNames.get(code) ?? code);
  const where =
    names.length > 3 ? t('countries.many', { count: names.length }) : new Intl.ListFormat(settings.locale.tag).format(names);
  const years = yearsOf(period);
  item.append(
    make(
      'p',
      { class: 'case-meta' },
      ...(where ? [make('span', {}, where)] : []),
      ...(years ? [make('span', {}, years)] : []),
      outcome === undefined
        ? make('span', {}, settings.kinds[card.kind] ?? card.kind)
        : make(
            'span',
            { class: `outcome outcome-${outcome}` },
            mark(`outcome-${outcome}`, 'mark', 16, 16),
            make('span', {}, settings.outcomes[outcome] ?? outcome),
          ),
      ...(first
        ? [
            make(
              'span',
              { class: 'about', lang },
              forWhat(verdicts, (id) => inSentence(settings.outcomes[id] ?? id)),
            ),
            make(
              'span',
              { class: 'evidence' },
              mark(`evidence-${first.strength}`, 'ladder', 20, 20),
              make('span', {}, t('evidence.mark', { strength: first.strength, label: settings.strengths[first.strength] ?? '' })),
            ),
          ]
        : []),
      ...(peer ? [peerTag(peer)] : []),
      ...(card.isFallback
        ? [
            make(
              'span',
              { class: 'tag' },
              t('translation.inLanguage', { language: settings.languages[card.language]?.name ?? card.language }),
            ),
          ]
        : []),
    ),
  );
  return item;
}

/** The address of a record, on this site or on that of its registry. The default kind is a case. */
export const pagePath = (kind: string, id: string, peer: SearchHit['peer']) =>
  `${peer?.url ?? ''}${(settings.paths[kind] ?? settings.paths['case']!).replace('{id}', id)}`;

export const peerTag = ({ name }: NonNullable<SearchHit['peer']>) =>
  make('span', { class: 'tag' }, t('search.peer', { peer: name }));

/** Text with matching words marked. */
export const marked = (segments: readonly Segment[]) => segments.map(({ text, hit }) => (hit ? make('mark', {}, text) : text));

const inSentence = (label: string) => label.charAt(0).toLocaleLowerCase(settings.locale.tag) + label.slice(1);

function yearsOf(period: { start?: number | string; end?: number | string } | undefined): string {
  const [start, end] = [period?.start, period?.end].map((date) => (date === undefined ? undefined : String(date).slice(0, 4)));
  if (start && end) return start === end ? start : `${start}–${end}`;
  if (start) return t('years.since', { year: start });
  return end ? t('years.until', { year: end }) : '';
}

function mark(name: string, className: string, width: number, height: number): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  for (const [key, value] of Object.entries({ class: className, width, height, 'aria-hidden': 'true' }))
    svg.setAttribute(key, String(value));
  use.setAttribute('href', `/marks.svg#${name}`);
  svg.append(use);
  return svg;
}
