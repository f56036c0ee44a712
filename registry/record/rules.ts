import type { Finding } from '../finding/finding.ts';
import { unionOf } from './ids.ts';
import type {
  CheckContext,
  RecordFacts,
  RecordRule,
  Records,
  RegistryRecord,
  RuleAmong,
  Shared,
  SharedContext,
} from './record.ts';
import { checkBodyCitations } from './rules/body-citation.ts';
import { checkBodySize } from './rules/body-size.ts';
import { checkChallengeLevel } from './rules/challenge-level.ts';
import { checkConcepts } from './rules/concept.ts';
import { checkCredentials } from './rules/credentials.ts';
import { checkFigureSources } from './rules/figure-source.ts';
import { checkGlossary } from './rules/glossary.ts';
import { checkHeadings } from './rules/heading.ts';
import { checkHiddenCharacters } from './rules/hidden-character.ts';
import { checkHtml } from './rules/html.ts';
import { checkItemIds } from './rules/item-id.ts';
import { checkKeyOrder } from './rules/key-order.ts';
import { checkLanguage } from './rules/language.ts';
import { checkLinks } from './rules/link.ts';
import { checkNumbers } from './rules/number.ts';
import { checkOverusedWords } from './rules/overused-word.ts';
import { checkMarkup } from './rules/markup.ts';
import { checkReferences } from './rules/reference.ts';
import { checkReviewDate } from './rules/review-date.ts';
import { checkSentenceLength } from './rules/sentence-length.ts';
import { checkSourceReading } from './rules/source-reading.ts';
import { checkSourceUse } from './rules/source-use.ts';
import { checkTitle } from './rules/title.ts';
import { checkTranslations } from './rules/translation.ts';
import { checkUnseen } from './rules/unseen.ts';
import { checkUnsorted } from './rules/unsorted.ts';

/** The rules for every record, from its facts to its words. */
export const recordRules: readonly RecordRule[] = [
  checkLanguage,
  checkItemIds,
  checkConcepts,
  checkChallengeLevel,
  checkUnsorted,
  checkReferences,
  checkSourceReading,
  checkSourceUse,
  checkHiddenCharacters,
  checkKeyOrder,
  checkTranslations,
  checkNumbers,
  checkBodySize,
  checkHeadings,
  checkHtml,
  checkMarkup,
  checkUnseen,
  checkLinks,
  checkCredentials,
  checkBodyCitations,
  checkFigureSources,
  checkSentenceLength,
  checkOverusedWords,
  checkGlossary,
];

/** The same, where the answer depends on other records, or on the day. */
export const rulesAmong: readonly RuleAmong[] = [checkReviewDate, checkTitle];

/** Runs all rules on one record, those for all records and those of its kind, besides those that are left out. */
export const checkRecord = <Facts extends RecordFacts>(
  record: RegistryRecord<Facts>,
  registry: Records,
  context: CheckContext,
  leftOut?: ReadonlySet<RecordRule<Facts>>,
): Finding[] => [...checkAlone(record, registry, context, leftOut), ...checkAmong(record, registry, context)];

/** What is found in a record as long as neither it nor what records share changes. */
export function checkAlone<Facts extends RecordFacts>(
  record: RegistryRecord<Facts>,
  shared: Shared,
  context: SharedContext,
  leftOut?: ReadonlySet<RecordRule<Facts>>,
): Finding[] {
  const own = withReferences(context, record);
  return [...recordRules, ...record.kind.rules].flatMap((rule) => (leftOut?.has(rule) ? [] : rule(record, shared, own)));
}

/** What is found in a record because of others, or of the day. */
export const checkAmong = <Facts extends RecordFacts>(
  record: RegistryRecord<Facts>,
  registry: Records,
  context: CheckContext,
): Finding[] => [...rulesAmong, ...(record.kind.rulesAmong ?? [])].flatMap((rule) => rule(record, registry, context));

/** A record may cite its own references as well as what all records share. */
function withReferences(context: SharedContext, { facts: { references } }: RegistryRecord): SharedContext {
  const shared = context.ids.get('source');
  if (!shared || !references) return context;
  const own = new Set(references.map(({ id }) => id));
  return { ...context, ids: new Map([...context.ids, ['source', unionOf(shared, own)]]) };
}
