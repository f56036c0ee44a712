import type * as z from 'zod';
import { type Case, caseSchema } from '../../case/schema.ts';
import { withPlainLineEnds } from '../../content/characters.ts';
import { splitFrontMatter } from '../../content/front-matter.ts';
import { comments, spliceYaml } from '../../content/yaml-edit/splice.ts';
import { translate } from '../../locale/translate.ts';
import type { CaseRecord } from '../../case/record.ts';
import { writeRecord } from '../../record/write.ts';
import { mapWithSchema, walkSchema } from '../../schema/walk.ts';
import { type CasePayload, confirmsRecord, removalsOf, type SubmittedCase } from '../schema.ts';
import { filesBeside, nameAttachments } from './attachment.ts';
import { mergeBody } from './merge-body.ts';
import { completeFacts, nameItems } from './complete.ts';
import { type Draft, type DraftContext, localeOf, oneYearAfter } from './draft.ts';
import { readReferences } from './references.ts';
import { removeItems } from './removal.ts';

/** A change would move or lose a comment of the file, so a person must make it. */
export class CommentInTheWay extends Error {
  override readonly name = 'CommentInTheWay';
}

/** Applies a correction. Lists with ids are merged by id; items go only if they are named in `remove`. */
export function draftImprovement(payload: CasePayload, original: CaseRecord, { registry, tree, day }: DraftContext): Draft {
  const locale = localeOf(registry, original.facts.language);
  const taken = new Set((original.facts.references ?? []).map(({ id }) => id));
  const { own, citations, fallback, clashing } = readReferences(payload, { registry, locale, day, taken });
  const submitted = nameItems(payload.case, original.facts) as SubmittedCase;
  const merged = removeItems(merge(original.facts, submitted), removalsOf(payload));
  const isCited = new Set(original.facts.sources.map(({ id, locator }) => `${id} ${locator}`));
  const more = citations.filter(({ id, locator }) => !isCited.has(`${id} ${locator}`));
  const attached = nameAttachments(payload, filesBeside(original.file, tree));
  const facts = {
    ...merged,
    ...(attached.length > 0 ? { attachments: [...(merged.attachments ?? []), ...attached] } : {}),
    sources: [...merged.sources, ...more],
    ...(own.length > 0 ? { references: [...(merged.references ?? []), ...own] } : {}),
    ...(confirmsRecord(payload) ? { reviewBy: oneYearAfter(day) } : {}),
  };
  const locators = new Map([...facts.sources, ...citations].map((cited) => [cited.id, cited.locator]));
  const noPlace = `section ${translate(locale, 'submission.record.no-place')}`;
  const completed = completeFacts(JSON.parse(JSON.stringify(facts)), {
    fallback,
    placeholder: facts.sources[0],
    locators,
    noPlace,
  });
  return {
    facts: completed.facts as Case,
    body: hasBody(payload) ? mergeBody(original.body, payload.body, registry, locale.id) : original.body,
    submitted,
    missing: completed.missing,
    fallback,
    clashing,
  };
}

const hasBody = ({ body }: CasePayload) => Object.values(body ?? {}).some((text) => text?.trim());

/** Submitted values replace those of the record; keyed lists are merged. */
const merge = (before: Case, submitted: SubmittedCase): Case =>
  mapWithSchema(
    before,
    caseSchema,
    ({ value, beside, meta, shape }, inside) => {
      if (beside === undefined) return value;
      if (shape) return { ...(inside() as object), ...without(beside as object, Object.keys(value as object)) };
      const key = meta?.key;
      if (key === undefined) return beside;
      const [old, said] = [value, beside] as Record<string, unknown>[][];
      const ids = old!.map((item) => item[key]);
      return [...(inside() as unknown[]), ...said!.filter((item) => !ids.includes(item[key]))];
    },
    submitted,
  ) as Case;

const without = (map: object, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(map).filter(([key]) => !keys.includes(key)));

/**
 * The original's file with the facts and body of the draft: unchanged values keep their exact text, and all comments stay.
 * Throws CommentInTheWay, or RecordNotWritable as writeRecord does.
 */
export function rewriteRecord(text: string, draft: { facts: object; body: string }, schema: z.ZodType = caseSchema): string {
  const canonical = writeRecord(draft.facts, draft.body, schema);
  const { front, body } = splitFrontMatter(withPlainLineEnds(text))!;
  const spliced = spliceYaml(front, splitFrontMatter(canonical)!.front, itemKeysOf(schema));
  if (spliced === undefined) {
    if (comments(front).length > 0) throw new CommentInTheWay();
    return canonical;
  }
  return `---\n${spliced}---\n${body.trim() === draft.body.trim() ? body : `\n${draft.body.trim()}\n`}`;
}

/** The keys that identify list items. */
const itemKeysOf = (schema: z.ZodType) => [...new Set([...walkSchema(schema)].flatMap(({ meta: { key } }) => key ?? []))];
