/**
 * Every finding there is, with its severity. Codes are permanent: scripts and reviewers rely on them.
 * Messages and hints stand in content/locales/*.json as `finding.<code>` and `finding.<code>.hint`.
 * An error keeps a record from being published; a warning is shown to reviewers.
 */
export const severities = {
  // the file
  'file-too-large': 'error',
  'file-not-text': 'error',
  'file-unexpected': 'error',
  'hidden-character': 'error',
  'script-mixed': 'error',
  // front matter and YAML
  'front-matter-missing': 'error',
  'front-matter-language': 'error',
  'yaml-syntax': 'error',
  'yaml-alias': 'error',
  'yaml-tag': 'error',
  'json-syntax': 'error',
  'key-order': 'warning',
  // the schema
  'field-missing': 'error',
  'field-unknown': 'error',
  'type-wrong': 'error',
  'value-not-allowed': 'error',
  'format-wrong': 'error',
  'text-too-long': 'error',
  'text-empty': 'error',
  'list-too-long': 'error',
  'list-empty': 'error',
  'number-out-of-range': 'error',
  // ids and references
  'original-missing': 'error',
  'id-duplicate': 'error',
  'id-invalid': 'error',
  'name-reserved': 'error',
  'item-id-duplicate': 'error',
  'folder-mismatch': 'error',
  'concept-unknown': 'error',
  'case-unknown': 'error',
  'lab-unknown': 'error',
  'source-unknown': 'error',
  'record-unknown': 'error',
  'country-unknown': 'error',
  'region-unknown': 'error',
  'language-unknown': 'error',
  'lineage-target': 'error',
  'lineage-self': 'error',
  'lineage-cycle': 'error',
  'redirect-broken': 'error',
  'redirect-of-case': 'error',
  'custodian-missing': 'error',
  // honesty
  'outcome-without-basis': 'error',
  'evidence-too-strong': 'error',
  'figure-without-source': 'error',
  'figure-without-unit': 'error',
  'stop-without-reason': 'warning',
  'period-reversed': 'error',
  'title-duplicate': 'warning',
  'review-overdue': 'warning',
  // the body
  'heading-unknown': 'error',
  'heading-order': 'error',
  'heading-repeated': 'error',
  'heading-level': 'error',
  'text-outside-section': 'error',
  'html-in-markdown': 'error',
  'link-unsafe': 'error',
  'attachment-missing': 'error',
  'link-broken': 'error',
  'markdown-too-deep': 'error',
  'body-too-long': 'error',
  'citation-malformed': 'error',
  // translations
  'translation-stale': 'warning',
  'translation-missing-words': 'warning',
  'translation-orphan': 'error',
  'translation-of-itself': 'error',
  // vocabularies and locales
  'label-missing': 'error',
  'concept-duplicate': 'error',
  'broader-unknown': 'error',
  'vocabulary-incomplete': 'error',
  'vocabulary-missing': 'error',
  'string-missing': 'error',
  'string-unknown': 'error',
  'string-placeholder': 'error',
} as const satisfies Record<string, 'error' | 'warning'>;

export type FindingCode = keyof typeof severities;
export const findingCodes = Object.keys(severities) as FindingCode[];
