/** Endings in which -o/-a only marks gender ("público/pública", "mineiro/mineira"). */
const GENDERED = /(?:ad|id|ic|iv|os|ari|er|or|an|in)[oa]$/;

/** Below this length -o and -a often distinguish two words (caso/casa, costo/costa, puerto/puerta), so they stay. */
const GENDER_SAFE = 7;

/**
 * The shared part of Spanish and Portuguese, after the plural: removes final -e, with z for the c before it (vez/veces), and
 * the gender vowel. After J. Savoy's light stemmers ("Light stemming approaches for the French, Portuguese, German and
 * Hungarian languages", SAC 2006), more careful about gender in short words.
 */
export function stripGender(word: string): string {
  if (word.length < 4) return word;
  if (word.endsWith('ce')) return `${word.slice(0, -2)}z`;
  if (word.endsWith('e')) return word.slice(0, -1);
  const gender = word.length >= GENDER_SAFE ? /[oa]$/ : GENDERED;
  return word.length >= 5 && gender.test(word) ? word.slice(0, -1) : word;
}
