import { wordList } from './word-list.ts';

/** Endings in which -o/-a only marks gender ("público/pública", "mineiro/mineira"); men's forms may lack the vowel ("autor/autora"). */
const GENDERED = /(?:ad|id|ic|iv|os|ari|er|or|an|in)[oa]$/;

/** From this length on -o and -a rarely tell two words apart. */
const LONG = 7;

/** From this length on they mostly mark gender, too: "nuevo/nueva", "directo/direta"; below it there is "caso/casa". */
const GENDER_SAFE = 5;

/** What is left of words in which they tell two things apart after all: costo and costa, puerto and puerta, ponto and ponta. */
const APART = wordList(`
  acer auditori banc band barc barr barrac bich bols bomb bonec carg carn carteir casc caus cerc cest chegad cint cobr condut
  consultori cont copl cost cuadr cuent cuerd cust diretori escolh espinh estad estadi fabric fald falh fall firm folh fond frut
  gest gram grup hond hort huert jarr libr madeir mader mand mang mant marc mont obr palm parad part partid past pedid pesc plaz
  ponc pont port post prat puebl puert punt queix quint rent rest rumb said salid salt secretari suel testemunh tram trat trilh
  troc turn verb vist`);

/** Short words in which they mark gender: alto and alta, novo and nova. */
const SHORT = wordList('alt baj dur fij fin fri nov pur rar ric roj viv');

/** The c of "sector" and "eléctrico", which Portuguese in Brazil has dropped: "setor", "elétrico". */
const SILENT = /(?<=[aeiou])c(?=t)/g;

/**
 * The shared part of Spanish and Portuguese, after the plural: removes final -e, with z for the c before it (vez/veces), and
 * makes one of the two genders. After J. Savoy's light stemmers ("Light stemming approaches for the French, Portuguese, German and
 * Hungarian languages", SAC 2006), more careful about gender in short words.
 */
export function stripGender(written: string): string {
  const word = written.replaceAll(SILENT, '');
  if (word.length < 4) return word;
  if (word.endsWith('ce')) return `${word.slice(0, -2)}z`;
  if (word.endsWith('e')) return word.slice(0, -1);
  // "-ão" marks no gender: divisão is not divisa.
  if (!/[oa]$/.test(word) || word.endsWith('ao')) return word;
  // francesa as francés, which loses its -s as if it were a plural.
  if (word.length >= LONG && word.endsWith('esa')) return stripGender(word.slice(0, -2));
  const base = word.slice(0, -1);
  if (APART.has(base)) return word;
  if (word.length >= LONG || (word.length >= GENDER_SAFE && GENDERED.test(word))) return base;
  // Not without a vowel: "livre" and "muerte" have lost theirs, and are neither "livro" nor "muerto".
  return word.length >= GENDER_SAFE || SHORT.has(base) ? `${base}o` : word;
}
