/** What somebody wants to know about a subject: what failed, or what worked. Each is the id of a kind of lesson. */
export const INTENTS = ['fails', 'works'] as const;
export type Intent = (typeof INTENTS)[number];

const phrases = (text: string): string[][] => text.split(',').map((phrase) => phrase.trim().split(/\s+/));

/** Folded words that say so, in all languages that we know: what is denied before what is not. */
const INTENT_PHRASES: Readonly<Record<Intent, readonly (readonly string[])[]>> = {
  fails: phrases(`
    no funciono, no funcionaron, no funciona, no funcionan, no resulto, salio mal, salieron mal, fallo, fallaron, fracaso, fracasos,
    fracasaron, fracasar, fracasado, fracasados, fracasada, fracasadas, fallido, fallidos, fallida, fallidas, errores,
    nao funcionou, nao funcionaram, nao funciona, nao deu certo, deu errado, deram errado, falhou, falharam, fracassou, fracassaram,
    fracassos, fracassado, fracassados, fracassada, fracassadas, malsucedido, malsucedidos, malsucedida, malsucedidas, erros,
    did not work, didn t work, does not work, doesn t work, not working, went wrong, go wrong, failed, fail, fails, failing, failure,
    failures, unsuccessful, mistakes`),
  works: phrases(`
    funciono, funcionaron, funciona, funcionan, salio bien, salieron bien, dio resultado, exito, exitos, exitosa, exitoso, exitosas,
    exitosos,
    funcionou, funcionaram, deu certo, deram certo, sucesso, sucessos, bem sucedido, bem sucedidos, bem sucedida, bem sucedidas,
    worked, works, went well, succeeded, success, successes, successful`),
};

/** What a question in folded words wants to know, and the places of the words that say so; undefined when it wants both or neither. */
export function findIntent(words: readonly string[]): { intent: Intent; places: ReadonlySet<number> } | undefined {
  const places = new Map<number, Intent>();
  for (const intent of INTENTS) {
    for (const phrase of INTENT_PHRASES[intent].toSorted((a, b) => b.length - a.length)) {
      words.forEach((_, at) => {
        const own = phrase.map((_word, offset) => at + offset);
        if (own.some((place) => places.has(place)) || !phrase.every((word, offset) => words[at + offset] === word)) return;
        for (const place of own) places.set(place, intent);
      });
    }
  }
  const [intent, ...others] = new Set(places.values());
  return intent === undefined || others.length > 0 ? undefined : { intent, places: new Set(places.keys()) };
}
