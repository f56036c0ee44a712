import type { Element } from 'hast';
import { h } from 'hastscript';
import { paths } from '#registry/addresses.ts';
import type { CommentRecord } from '#registry/comment/record.ts';
import { SHEET_FIELDS } from '#registry/comment/sheet.ts';
import { labName } from '#registry/lab/record.ts';
import type { Speaker } from '#registry/page/speaker.ts';
import { viewRecord } from '#registry/record/view.ts';

/** A comment as reviewers read it: it has no page of its own, and stands in packs beside the lessons that it is about. */
export function commentSheet({ facts }: CommentRecord, speaker: Speaker): Element {
  const { t, label, registry, locale, tagOf } = speaker;
  const lang = facts.language === locale.id ? undefined : tagOf(facts.language);
  const about = registry.cases.get(facts.case);
  const view = about && viewRecord(about, locale.id);
  const answers = SHEET_FIELDS.flatMap((field) => {
    const value = field === 'consent' ? undefined : facts[field];
    if (value === undefined) return [];
    const said =
      field === 'lab'
        ? labName(registry, value)
        : field === 'wouldTry'
          ? label('comment-answers', value)
          : h('span', { lang }, value);
    return [h('dt', t(`pack.sheet.${field}`)), h('dd', said)];
  });
  const lessons = (facts.lessons ?? []).map(({ id, holds, seen }) =>
    h('li', [
      h('strong', `${label('lesson-holds', holds)}: `),
      view?.facts.lessons?.find((lesson) => lesson.id === id)?.text ?? id,
      ...(seen === undefined ? [] : [' — ', h('span', { lang }, seen)]),
    ]),
  );
  return h('div.preview', [
    h('p.preview-title', h('a', { href: paths.case(locale.id, facts.case), rel: 'nofollow' }, view?.facts.title ?? facts.case)),
    h('dl.facts', answers),
    ...(lessons.length > 0 ? [h('ul', lessons)] : []),
  ]);
}
