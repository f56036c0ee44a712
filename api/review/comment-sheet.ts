import type { Element } from 'hast';
import { h } from 'hastscript';
import { paths } from '#registry/addresses.ts';
import { sheetAnswers } from '#registry/comment/page/sheet-answers.ts';
import type { CommentRecord } from '#registry/comment/record.ts';
import type { Speaker } from '#registry/page/speaker.ts';
import { viewRecord } from '#registry/record/view.ts';

/** A comment as reviewers read it: it has no page of its own, and stands in packs beside the lessons that it is about. */
export function commentSheet({ facts }: CommentRecord, speaker: Speaker): Element {
  const { registry, locale, tagOf } = speaker;
  const { consent: _agreed, ...said } = facts;
  const lang = facts.language === locale.id ? undefined : tagOf(facts.language);
  const record = registry.cases.get(facts.case);
  const about = record && viewRecord(record, locale.id);
  return h('div.preview', [
    h('p.preview-title', h('a', { href: paths.case(locale.id, facts.case), rel: 'nofollow' }, about?.facts.title ?? facts.case)),
    ...sheetAnswers(said, about, speaker, lang),
  ]);
}
