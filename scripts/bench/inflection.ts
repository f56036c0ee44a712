import { readFileSync } from 'node:fs';
import { fold } from '#registry/search/analysis/fold.ts';
import { stem } from '#registry/search/analysis/language.ts';
import { readOptions } from './options.ts';

const USAGE = `npm run bench:inflection -- --locale LOCALE [options] FILE...

Says how well the forms of nouns and adjectives meet under one stem: the share of forms that meet their dictionary form
(recall), and the share of words that meet a word with another dictionary form (wrong). Files are what others have annotated:
treebanks in CoNLL-U (https://universaldependencies.org), or UniMorph's lines of lemma, form and features.

  --locale LOCALE  the language of the words
  --json           only figures, as JSON
  --verbose        the forms that do not meet, and the words that meet wrongly
  --help`;

const { options, files } = readOptions(USAGE, { locale: '', json: false, verbose: false }, true);

interface Form {
  form: string;
  lemma: string;
}

/** The nouns and adjectives of a file, folded. */
function readForms(text: string): Form[] {
  return text.split('\n').flatMap((line) => {
    const columns = line.split('\t');
    const [form, lemma, kind] = columns.length === 3 ? [columns[1], columns[0], columns[2]] : columns.slice(1, 4);
    const isWord = (word = '') => /^\p{L}{2,}$/u.test(word);
    return /^(?:NOUN|N|ADJ)\b/.test(kind ?? '') && isWord(form) && isWord(lemma)
      ? [{ form: fold(form!), lemma: fold(lemma!) }]
      : [];
  });
}

function measure(forms: readonly Form[], locale: string) {
  const pairs = [...new Map(forms.map((each) => [`${each.form} ${each.lemma}`, each])).values()];
  const inflected = pairs.filter(({ form, lemma }) => form !== lemma);
  const missed = inflected.filter(({ form, lemma }) => stem(form, locale) !== stem(lemma, locale));
  const lemmas = new Map<string, Set<string>>();
  for (const { form, lemma } of pairs) lemmas.set(form, (lemmas.get(form) ?? new Set()).add(lemma));
  const wrong = [...Map.groupBy(lemmas.keys(), (form) => stem(form, locale)).values()].flatMap((together) =>
    together.filter((one) => together.some((other) => ![...lemmas.get(one)!].some((lemma) => lemmas.get(other)!.has(lemma)))),
  );
  return {
    forms: inflected.length,
    recall: 1 - missed.length / Math.max(1, inflected.length),
    words: lemmas.size,
    wrong: wrong.length / Math.max(1, lemmas.size),
    missed: missed.map(({ form, lemma }) => `${form} ${lemma}`),
    met: wrong,
  };
}

if (!options.locale || files.length === 0) console.log(USAGE);
else {
  const { missed, met, ...figures } = measure(
    files.flatMap((file) => readForms(readFileSync(file, 'utf8'))),
    options.locale,
  );
  if (options.verbose) console.error(`Do not meet:\n${missed.join('\n')}\n\nMeet another:\n${met.join('\n')}`);
  if (options.json) console.log(JSON.stringify(figures));
  else
    console.log(
      `${options.locale}: recall ${figures.recall.toFixed(3)} of ${figures.forms} forms, wrong ${figures.wrong.toFixed(3)} of ${figures.words} words`,
    );
}
