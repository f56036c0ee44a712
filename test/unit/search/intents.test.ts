import { describe, expect, test } from 'vitest';
import { findIntent } from '#registry/search/analysis/intents.ts';
import { tokenize } from '#registry/search/analysis/tokens.ts';

const intentOf = (q: string) => findIntent(tokenize(q).map(({ word }) => word))?.intent;

describe('what somebody wants to know of a subject', () => {
  test.each([
    ['¿Qué falló en las mesas?', 'fails'],
    ['por qué no funcionó el programa', 'fails'],
    ['o que não deu certo com os estaleiros', 'fails'],
    ['o que deu errado', 'fails'],
    ["why didn't it work: why it didn't work", 'fails'],
    ['what went wrong', 'fails'],
    ['qué funcionó en Chile', 'works'],
    ['o que deu certo', 'works'],
    ['what worked', 'works'],
    ['proyectos fracasados', 'fails'],
    ['reforma fallida', 'fails'],
    ['iniciativas malsucedidas', 'fails'],
    ['experiências bem-sucedidas', 'works'],
    ['qué funcionó y qué falló', undefined],
    ['fallas de coordinación', undefined],
    ['trámites', undefined],
  ])('%s: %s', (q, intent) => {
    expect(intentOf(q)).toBe(intent);
  });
});
