import type { Element } from 'hast';
import { h } from 'hastscript';
import { paths } from '#registry/addresses.ts';
import type { CaseRecord } from '#registry/case/record.ts';
import type { Speaker } from '#registry/page/speaker.ts';
import { viewRecord } from '#registry/record/view.ts';

/** The way back from a page about a case to the case. */
export function caseCrumb(record: CaseRecord, { locale, tagOf }: Speaker): Element {
  const { isFallback, language, facts } = viewRecord(record, locale.id);
  const lang = isFallback ? tagOf(language) : undefined;
  return h('p.crumb', h('a', { href: paths.case(locale.id, record.id), lang }, facts.title));
}
