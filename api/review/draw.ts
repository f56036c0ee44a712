import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { changeWords, fieldWords } from '#registry/case/page/change-words.ts';
import type { CaseRecord } from '#registry/case/record.ts';
import type { Verdict } from '#registry/case/schema.ts';
import { lookAlikesOf, type Resemblance, toldIn } from '#registry/compare/look-alike.ts';
import { commitmentPage } from '#registry/commitment/page/commitment-page.ts';
import { readYamlFile } from '#registry/content/read-file.ts';
import { makeTree, type Tree, treeFileOf } from '#registry/content/tree.ts';
import type { Severity } from '#registry/finding/catalogue.ts';
import { describeFinding } from '#registry/finding/describe.ts';
import { type Finding, isError, sortFindings } from '#registry/finding/finding.ts';
import { kinds } from '#registry/kinds.ts';
import { makeSpeaker, type Speaker } from '#registry/page/speaker.ts';
import { type CaseFile, describeFile } from '#registry/photo/case-file.ts';
import { readRegistry } from '#registry/read.ts';
import { changesBetween } from '#registry/record/changes.ts';
import { folderOf, placeAmong } from '#registry/record/path.ts';
import { readRecords } from '#registry/record/read-records.ts';
import type { RegistryRecord } from '#registry/record/record.ts';
import { checkRecord } from '#registry/record/rules.ts';
import { checkAttachments } from '#registry/record/rules/attachment.ts';
import { checkLetters } from '#registry/record/rules/letters.ts';
import { extractWords } from '#registry/record/translation.ts';
import { viewRecord } from '#registry/record/view.ts';
import type { Registry } from '#registry/registry.ts';
import { differencesBetween } from '#registry/review/differences.ts';
import { caseOfScorecard, type Scorecard, scorecardSchema } from '#registry/review/scorecard.ts';
import { sessionPage } from '#registry/session/page/session-page.ts';
import { checkContext } from '#registry/submission/check/check-context.ts';
import { localeOf } from '#registry/submission/draft/draft.ts';
import { inPage, preview } from '../form/preview.ts';
import { commentSheet } from './comment-sheet.ts';

/** What is drawn of a proposal: plain data, because it is done in a thread. */
export interface ProposalTask {
  /** The files that it changes, by their path below the content folder; undefined for one that it deletes. */
  files: readonly (readonly [path: string, bytes: Uint8Array | undefined])[];
  /** Originals of other cases that nobody can search yet: of open proposals, with their submission, and those just accepted. */
  others: readonly { path: string; text: string; submission?: string }[];
  /** The reviewer's language. */
  locale: string;
  /** Today, YYYY-MM-DD. */
  day: string;
  /** Id of the reviewer, who does not see the scorecards of others before they have filled in theirs. */
  reviewer: string;
}

export interface DrawnFinding {
  severity: Severity;
  place: string;
  words: string;
}

export interface LookAlike {
  id: string;
  title: string;
  resemblance: Resemblance;
  submission?: string;
}

export interface ProposalDrawn {
  /** As readers would see it; absent when it cannot be read. */
  page?: Element;
  /** What a correction changes, in sentences, and each value before and after. */
  changes?: ElementContent[];
  findings: DrawnFinding[];
  /** Whether there is an error that the record did not have before: it could not be published. */
  hasErrors: boolean;
  lookAlikes: LookAlike[];
  /** Of a case. */
  told?: Pick<CaseRecord['facts'], 'title' | 'problem' | 'summary' | 'places' | 'language'>;
  isNew: boolean;
  verdicts: readonly Pick<Verdict, 'id' | 'about' | 'outcome' | 'evidence'>[];
  /** The scorecards of the proposal: those of others only beside the reviewer's own. */
  scorecards: readonly Scorecard[];
  /** How many others have filled one in. */
  otherCards: number;
}

interface Content {
  registry: Registry;
  tree: Tree;
}

/** Draws a proposal for its reviewers, and looks at it with the rules of `check`. */
export async function drawProposal(task: ProposalTask, content: Content): Promise<ProposalDrawn> {
  const tree = new Map(content.tree);
  for (const [path, bytes] of task.files) {
    if (bytes === undefined) tree.delete(path);
    else tree.set(path, /\.(?:md|yml|json)$/.test(path) ? treeFileOf(bytes) : { refused: 'not-utf8' });
  }
  const read = readRegistry(tree);
  const place = placeAmong(
    task.files.map(([file]) => file),
    kinds,
  );
  const record = place && read.registry.records.get(place.kind.id)?.get(place.id);
  const original = place && content.registry.records.get(place.kind.id)?.get(place.id);
  const locale = localeOf(read.registry, task.locale);

  const changed = new Set(task.files.map(([file]) => file));
  const ofFiles = read.findings.filter(({ file }) => changed.has(file));
  const known = new Set(original ? findIn(original, content.registry, content.tree, task.day).map(printOf) : []);
  const ofRecord = record ? findIn(record, read.registry, tree, task.day) : [];
  const findings = sortFindings([...ofFiles, ...ofRecord.filter((found) => !known.has(printOf(found)))]);

  // Scorecards that came with this proposal, not with an earlier one.
  const cards = task.files.flatMap(([file]): Scorecard[] => {
    const text = caseOfScorecard(file) === place?.id ? tree.get(file) : undefined;
    const card = text && readYamlFile(file, text, scorecardSchema).value?.data;
    return card ? [card] : [];
  });
  const own = cards.some(({ reviewer }) => reviewer === task.reviewer);
  const registry = own ? read.registry : { ...read.registry, scorecards: content.registry.scorecards };
  const speaker = makeSpeaker(registry, locale);
  const told = record && registry.cases.get(record.id)?.facts;
  return {
    ...(record ? { page: drawPage(record, speaker, task) } : {}),
    ...(record && original ? { changes: drawChanges(original, record, speaker) } : {}),
    findings: findings.map((found) => describe(found, speaker)),
    hasErrors: !record || findings.some(isError),
    lookAlikes: told && !original ? findLookAlikes(registry.cases.get(record.id)!, task.others, content.registry) : [],
    ...(told ? { told: pick(told) } : {}),
    isNew: original === undefined,
    verdicts: record && told ? viewRecord(registry.cases.get(record.id)!, locale.id).facts.verdicts : [],
    scorecards: own ? cards : [],
    otherCards: cards.filter(({ reviewer }) => reviewer !== task.reviewer).length,
  };
}

const pick = ({ title, problem, summary, places, language }: CaseRecord['facts']) => ({
  ...{ title, problem, summary, places, language },
});

function findIn(record: RegistryRecord, registry: Registry, tree: Tree, day: string): Finding[] {
  const context = checkContext({ registry, tree, day }, record);
  const folder = folderOf(record.file);
  const own = new Map([...tree].filter(([path]) => path.startsWith(folder)));
  const only: Registry = { ...registry, records: new Map([[record.kind.id, new Map([[record.id, record]])]]) };
  const found = [...checkRecord(record, registry, context), ...checkLetters(own, registry)];
  return [...found, ...checkAttachments(tree, only, context)].filter(({ file }) => file.startsWith(folder));
}

/** Lines move when something above them is changed. */
const printOf = ({ file, code, params }: Finding) => JSON.stringify([file, code, params]);

function describe(found: Finding, { locale }: Speaker): DrawnFinding {
  const { message, hint } = describeFinding(found, locale);
  return {
    severity: found.severity,
    place: [found.file, found.line].filter(Boolean).join(':'),
    words: [message, hint].filter(Boolean).join(' '),
  };
}

/** The page of a record; of a kind without a page of its own the file as it is. */
function drawPage(record: RegistryRecord, speaker: Speaker, { files, day }: ProposalTask): Element {
  const { registry, locale } = speaker;
  const { id, kind } = record;
  const ofKind = <Record>(name: string, all: ReadonlyMap<string, Record>) => (kind.id === name ? all.get(id) : undefined);
  const told = ofKind('case', registry.cases);
  if (told) return preview(told, speaker, filesOf(told, files));
  const session = ofKind('session', registry.sessions);
  if (session)
    return inPage(sessionPage({ view: viewRecord(session, locale.id), record: session, speaker, today: day, editions: [] }));
  const promise = ofKind('commitment', registry.commitments);
  if (promise) return inPage(commitmentPage({ view: viewRecord(promise, locale.id), record: promise, speaker, today: day }));
  const comment = ofKind('comment', registry.comments);
  if (comment) return commentSheet(comment, speaker);
  const bytes = files.find(([path]) => path === record.file)?.[1];
  return h('div.preview', h('pre.record-file', { tabIndex: 0 }, Buffer.from(bytes ?? []).toString()));
}

function filesOf({ file, facts }: CaseRecord, files: ProposalTask['files']): CaseFile[] {
  const folder = `${folderOf(file)}files/`;
  return (facts.attachments ?? []).flatMap((attachment) => {
    const bytes = files.find(([path]) => path === folder + attachment.file)?.[1];
    return bytes === undefined ? [] : [describeFile(attachment, bytes)];
  });
}

function drawChanges(original: RegistryRecord, record: RegistryRecord, speaker: Speaker): ElementContent[] {
  const partsOf = ({ facts, body }: RegistryRecord) => ({ ...facts, body: body.trim() });
  const wordsOf = ({ facts, body, kind }: RegistryRecord) => ({ ...extractWords(facts, kind.schema), body: body.trim() });
  const differences = Map.groupBy(differencesBetween(wordsOf(original), wordsOf(record)), ({ field }) => field);
  const lang = record.facts.language === speaker.locale.id ? undefined : speaker.tagOf(record.facts.language);
  const side = (which: 'before' | 'after', words: string | undefined) =>
    words === undefined
      ? []
      : [h('dd', [h('span.kicker', speaker.t(`review.${which}`)), ' ', h(which === 'before' ? 'del' : 'ins', { lang }, words)])];
  return [
    h(
      'ul.changes',
      changeWords(changesBetween(partsOf(original), partsOf(record)), speaker, lang).map((content) => h('li', content)),
    ),
    h(
      'dl.differences',
      [...differences].map(([field, values]) =>
        h('div', [
          h('dt', fieldWords(field, speaker)),
          ...values.flatMap(({ before, after }) => [...side('before', before), ...side('after', after)]),
        ]),
      ),
    ),
  ];
}

/** Other cases that may be the same, and that no search finds yet. */
function findLookAlikes(record: CaseRecord, others: ProposalTask['others'], registry: Registry): LookAlike[] {
  const { profile, compare } = lookAlikesOf(registry);
  const own = profile(toldIn(record));
  const tree = makeTree(Object.fromEntries(others.map(({ path, text }) => [path, text])));
  const { records } = readRecords(tree, kinds);
  const cases = [...(records.get('case') ?? new Map<string, RegistryRecord>()).values()] as CaseRecord[];
  return cases.flatMap((other) => {
    const { resemblance } = other.id === record.id ? {} : compare(own, profile(toldIn(other)));
    if (resemblance === undefined) return [];
    const submission = others.find(({ path }) => path === other.file)?.submission;
    return [{ id: other.id, title: other.facts.title, resemblance, ...(submission === undefined ? {} : { submission }) }];
  });
}
