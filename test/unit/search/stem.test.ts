import { describe, expect, test } from 'vitest';
import { fold } from '#registry/search/analysis/fold.ts';
import { guessLanguage, isStopWord, stem, stemsInAnyLanguage } from '#registry/search/analysis/language.ts';

const stemOf = (word: string, language: string) => stem(fold(word), language);
const stems = (words: string, language: string) => new Set(words.split(' ').map((word) => stemOf(word, language)));

describe('forms of one word meet', () => {
  test.each([
    ['es', 'política políticas político políticos'],
    ['es', 'educación educaciones educacion'],
    ['es', 'trámite trámites'],
    ['es', 'minería minerías mineria'],
    ['es', 'proveedor proveedora proveedores proveedoras'],
    ['es', 'mesa mesas'],
    ['es', 'niño niños'],
    ['es', 'red redes'],
    ['es', 'vez veces'],
    ['es', 'índice índices'],
    ['es', 'clase clases'],
    ['es', 'base bases'],
    ['es', 'interés intereses'],
    ['es', 'país países'],
    ['es', 'cuidado cuidados'],
    ['es', 'cluster clusters'],
    ['es', 'nuevo nueva nuevos nuevas'],
    ['es', 'alto alta altos altas'],
    ['es', 'francés francesa franceses francesas'],
    ['es', 'pleno plena plenos plenas'],
    ['pt', 'política políticas'],
    ['pt', 'educação educações educacao'],
    ['pt', 'mineração minerações'],
    ['pt', 'órgão órgãos'],
    ['pt', 'pão pães'],
    ['pt', 'nível níveis'],
    ['pt', 'fácil fáceis'],
    ['pt', 'real reais'],
    ['pt', 'civil civis'],
    ['pt', 'homem homens'],
    ['pt', 'país países'],
    ['pt', 'luz luzes'],
    ['pt', 'português portugueses'],
    ['pt', 'europeu europeia europeus europeias'],
    ['pt', 'grau graus'],
    ['pt', 'direto direta diretos diretas'],
    ['pt', 'setor sector'],
    ['pt', 'participativo participativa participativos participativas'],
    ['pt', 'fornecedor fornecedores'],
    ['en', 'policy policies'],
    ['en', 'city cities'],
    ['en', 'service services'],
    ['en', 'process processes'],
    ['en', 'box boxes'],
    ['en', 'child children'],
    ['en', 'budget budgets budgeting'],
    ['en', 'plan plans planned planning'],
    ['en', 'house houses housing'],
    ['en', 'scale scales scaling'],
    ['en', 'study studies studied'],
  ])('%s: %s', (language, words) => {
    expect([...stems(words, language)]).toHaveLength(1);
  });
});

describe('different words stay apart', () => {
  test.each([
    ['es', 'caso casa'],
    ['es', 'casos casas'],
    ['es', 'costo costa'],
    ['es', 'banco banca'],
    ['es', 'puerto puerta'],
    ['es', 'pueblo puebla'],
    ['es', 'mes mesa'],
    ['es', 'minería minero'],
    ['es', 'libre libro'],
    ['es', 'muerte muerto'],
    ['es', 'secretaría secretario'],
    ['pt', 'caso casa'],
    ['pt', 'porto porta'],
    ['pt', 'ponto ponta'],
    ['pt', 'divisão divisa'],
    ['pt', 'pai país'],
    ['pt', 'mês mesa'],
    ['en', 'new need'],
    ['en', 'state status'],
    ['en', 'gas gate'],
    ['en', 'thing think'],
  ])('%s: %s', (language, words) => {
    expect([...stems(words, language)]).toHaveLength(words.split(' ').length);
  });

  test.each(['es', 'pt', 'en'])('in %s, codes of up to three letters and numbers stay as they are', (language) => {
    for (const word of ['tpl', 'gas', 'ods', 'rse', '4.0', '2000s', 'i+d'])
      expect(stem(word, language)).toBe(word === '2000s' ? '2000' : word);
  });
});

describe('languages', () => {
  test('one without a stemmer compares whole folded words', () => {
    expect(stemOf('Montañas', 'gn')).toBe('montanas');
  });

  test('a query word is looked for as each language would store it, the own one first', () => {
    expect(stemsInAnyLanguage('educacoes', 'pt')[0]).toBe('educacao');
    expect(stemsInAnyLanguage('educacoes', 'es')).toContain('educacao');
    expect(stemsInAnyLanguage('policies', 'en')[0]).toBe('policy');
    expect(stemsInAnyLanguage('tpl', 'es')).toEqual(['tpl']);
  });

  test('function words tell the language of a question, and the own language wins a tie', () => {
    expect(guessLanguage(['how', 'to', 'buy', 'for', 'the', 'state'], 'es')).toBe('en');
    expect(guessLanguage(['como', 'comprar', 'para', 'o', 'estado'], 'pt')).toBe('pt');
    expect(guessLanguage(['mesas', 'ejecutivas'], 'pt')).toBe('pt');
    expect(guessLanguage(['for'], 'gn')).toBe('en');
  });

  test('lists of function words hold folded words only, and no word a case could be about', () => {
    for (const word of ['agua', 'trabajo', 'estado', 'governo', 'state', 'work']) {
      for (const language of ['es', 'pt', 'en']) expect(isStopWord(word, language)).toBe(false);
    }
    expect(isStopWord(fold('cómo'), 'es')).toBe(true);
    expect(isStopWord(fold('não'), 'pt')).toBe(true);
  });
});
