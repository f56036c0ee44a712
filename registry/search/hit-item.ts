import type { Element } from 'hast';
import { forWhat } from '../case/for-what.ts';
import { lowerFirst } from '../locale/lower-first.ts';
import { PICK_FORM } from '../page/pick-form.ts';
import { formatYears } from '../page/years.ts';
import { element } from './element.ts';
import { readForeignId } from './foreign-id.ts';
import type { Card, LessonHit, SearchHit, Segment } from './page.ts';
import { type AnswerWords, sayThrough } from './wording.ts';

/** A result in the list: the same shape as on the browse pages, with the words that matched marked, and why it was found. */
export function hitItem({ id, card, matched, bestLesson, through = [], peer }: SearchHit, words: AnswerWords): Element {
  const { t } = words;
  const lang = langOf(card.language, words);
  const address = addressOf(card.kind, id, peer, words);
  const hasMatch = bestLesson?.segments.some(({ hit }) => hit) === true;
  const match = hasMatch
    ? [element('a', { href: `${address}#lesson-${bestLesson.id}` }, t('search.lesson')), ': ', ...marked(bestLesson.segments)]
    : marked(matched.passage?.segments ?? []);
  const reasons = sayThrough(through, words);
  return element(
    'li',
    { class: 'case-item' },
    element('p', { class: 'case-problem', lang }, ...marked(matched.problem)),
    element('h3', { class: 'case-title' }, element('a', { href: address, lang }, ...marked(matched.title))),
    ...(match.length > 0 ? [element('p', { class: 'case-match', lang }, ...match)] : []),
    ...(reasons.length > 0 ? [element('p', { class: 'case-through' }, reasons.join(' · '))] : []),
    element(
      'p',
      { class: 'case-meta' },
      ...marksOf(card, words),
      ...originTag(id, peer, words),
      // What another registry's server says of others is in ids of its own.
      ...(peer ? [] : alsoTags(card, words)),
      ...languageTag(card, words),
      ...(card.outcome === undefined || peer || readForeignId(id) ? [] : [pickBox(id, card, words)]),
    ),
  );
}

/** A box to tick a case for comparing or for the shortlist, as in other lists. */
const pickBox = (id: string, { title }: Card, { t }: AnswerWords): Element =>
  element(
    'label',
    { class: 'pick' },
    element('input', {
      type: 'checkbox',
      name: 'case',
      value: id,
      form: PICK_FORM,
      'aria-label': t('pick.case.of', { name: title }),
    }),
    ' ',
    element('span', {}, t('pick.case')),
  );

/** A lesson that answers by itself: its words, its kind, and a link to its place in its case. */
export function lessonItem({ case: of, id, kind, title, language, segments, peer }: LessonHit, words: AnswerWords): Element {
  const lang = langOf(language, words);
  const href = `${addressOf('case', of, peer, words)}#lesson-${id}`;
  return element(
    'li',
    {},
    element('p', { lang, class: 'lesson-text' }, ...marked(segments)),
    element(
      'p',
      { class: 'lesson-source' },
      element('span', {}, words.label('lesson-kinds', kind)),
      ' · ',
      element('a', { href, lang }, title),
      ...originTag(of, peer, words).flatMap((tag) => [' ', tag]),
    ),
  );
}

/** Where and when a record is from, and how it went, for what; of what is no case, its kind. */
function marksOf(card: Card, words: AnswerWords): Element[] {
  const { t, tag, label, country } = words;
  const { countries, outcome, verdicts } = card;
  const names = countries.map(country);
  const where = names.length > 3 ? t('countries.count', { count: names.length }) : new Intl.ListFormat(tag).format(names);
  const years = formatYears(card.period, { t });
  const said = [where, years, ...(outcome === undefined ? [label('kinds', card.kind)] : [])].filter(Boolean);
  const [first] = verdicts;
  return [
    ...said.map((text) => element('span', {}, text)),
    ...(outcome === undefined
      ? []
      : [
          element(
            'span',
            { class: `outcome outcome-${outcome}` },
            symbol('mark', 16, `outcome-${outcome}`),
            element('span', {}, label('outcomes', outcome)),
          ),
        ]),
    ...(first
      ? [
          element(
            'span',
            { class: 'about', lang: langOf(card.language, words) },
            forWhat(verdicts, (id) => lowerFirst(label('outcomes', id), tag)),
          ),
          element(
            'span',
            { class: 'evidence' },
            symbol('ladder', 20, `evidence-${first.strength}`),
            element(
              'span',
              {},
              t('evidence.mark', { strength: first.strength, label: label('evidence-strength', first.strength) }),
            ),
          ),
        ]
      : []),
  ];
}

/** The address of a record: here, also when it is a copy, or on the site of its registry. */
function addressOf(kind: string, id: string, peer: SearchHit['peer'], { addresses }: AnswerWords): string {
  const copy = peer ? undefined : readForeignId(id);
  return copy ? addresses.foreignCase(copy.peer, copy.id) : `${peer?.url ?? ''}${addresses.record(kind, id)}`;
}

/** Says of which registry a record is, when it is not ours. */
function originTag(id: string, peer: SearchHit['peer'], { t, origin }: AnswerWords): Element[] {
  const copy = readForeignId(id);
  const name = peer?.name ?? (copy && origin(copy.peer));
  return name === undefined ? [] : [element('span', { class: 'tag' }, t('search.peer', { peer: name }))];
}

/** Says in which other registries the same case is, and leads to what they say of it. */
const alsoTags = ({ also = [] }: Card, { t, origin, addresses }: AnswerWords): Element[] =>
  also.flatMap((each) => {
    const copy = readForeignId(each);
    const name = copy && origin(copy.peer);
    if (name === undefined) return [];
    const link = element('a', { href: addresses.foreignCase(copy!.peer, copy!.id) }, t('search.also', { peer: name }));
    return [element('span', { class: 'tag' }, link)];
  });

/** Says in which language a record is, when it is not that of the page. */
const languageTag = ({ isFallback, language }: Card, words: AnswerWords): Element[] =>
  isFallback
    ? [element('span', { class: 'tag' }, words.t('translation.inLanguage', { language: words.language(language).name }))]
    : [];

const langOf = (language: string, words: AnswerWords) => (language === words.locale ? undefined : words.language(language).tag);

const marked = (segments: readonly Segment[]) => segments.map(({ text, hit }) => (hit ? element('mark', {}, text) : text));

const symbol = (className: string, size: number, name: string): Element =>
  element(
    'svg',
    { class: className, width: String(size), height: String(size), 'aria-hidden': 'true' },
    element('use', { href: `/marks.svg#${name}` }),
  );
