import { finding } from '../../finding/finding.ts';
import type { RecordRule } from '../record.ts';
import { compareWords, extractWords } from '../translation.ts';

/** A translation has exactly the words of its original, in another language, and is up to date. */
export const checkTranslations: RecordRule = (record) => {
  if (record.translations.size === 0) return [];
  const original = extractWords(record.facts, record.kind.schema);
  return [...record.translations.values()].flatMap(({ locale, file, words, source, stale }) => {
    if (locale === record.facts.language) return [finding('translation-of-itself', { file, line: 1 }, { locale })];
    const { translates, state: _state, ...own } = words;
    const { missing, orphan } = compareWords(original, own);
    return [
      ...missing.map((path) =>
        finding('translation-missing-words', source.yaml.locate(path, { key: true }), { field: path.join('.') }),
      ),
      ...orphan.map((path) => finding('translation-orphan', source.yaml.locate(path, { key: true }), { field: path.join('.') })),
      ...(stale
        ? [
            finding('translation-stale', source.yaml.locate(['translates']), {
              given: translates,
              digest: record.digest,
              id: record.id,
              locale,
            }),
          ]
        : []),
    ];
  });
};
