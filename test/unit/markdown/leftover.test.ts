import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findLeftovers } from '#registry/markdown/leftover.ts';
import { parseMarkdown } from '#registry/markdown/parse.ts';

const leftoversIn = (body: string) => findLeftovers(parseMarkdown(body), body);
const said = (body: string) => leftoversIn(body).map(({ better, isCertain }) => `${isCertain ? '' : '? '}${better}`);

describe('markup that was not understood', () => {
  test.each([
    ['A.[^9] fin.', '[^9]: …'],
    ['##Qué se hizo', '## Qué se hizo'],
    ['Texto\n###Más', '### Más'],
    ['####### Siete', '### Siete'],
    ['##\u00a0Qué se hizo', '## Qué se hizo'],
    ['[x](https://example.org/un archivo.pdf)', '[x](<https://example.org/un archivo.pdf>)'],
    ['Véase [el informe](../otro caso/index.md).', '[el informe](<../otro caso/index.md>)'],
    ['[x](https://example.org/a(b)', '[x](<https://example.org/a(b)>)'],
    ['[x](\nhttps://example.org\n\n)', '[x](https://…)'],
    ['[el informe][nada]', '[el informe](https://…)'],
    ['[el informe][]', '[el informe](https://…)'],
    ['<https://example.org/un archivo>', '<https://example.org/un%20archivo>'],
    ['Texto\n[1]: https://example.org', '⏎ [1]: https://example.org'],
    ['![foto](fotos/mi foto.png)', '[foto](<fotos/mi foto.png>)'],
    ['Texto\n\n```\nsin cierre', '``` … ⏎ ```'],
    ['- ##Qué', '## Qué'],
    ['> [a][b]', '[a](https://…)'],
    ['| a |\n|---|\n| [x][y] |', '[x](https://…)'],
    ['**[x][y]**', '[x](https://…)'],
    ['[^la nota]: Nota.', '[^la-nota]'],
  ])('is found in %j, with its right form', (body, better) => expect(said(body)).toEqual([better]));

  test.each([
    ['[el informe] (https://example.org/a)', '? [el informe](https://example.org/a)'],
    ['(https://example.org)[el informe]', '? [el informe](https://example.org)'],
    ['Fin.^[Una nota.]', '? [^1] … ⏎ [^1]: Una nota.'],
    ['Fin.[^ una nota]', '? [^una-nota]'],
    ['Muy ==importante== aquí', '? **importante**'],
    ['[[Plan Ceibal]]', '? [Plan Ceibal](https://…)'],
    ['Hola![foto]', '? [foto](https://…)'],
    ['**Importante: seguir', '? **Importante: seguir**'],
    ['Muy *importante', '? *importante*'],
    ['Muy _importante', '? *importante*'],
    ['Un ~~error', '? ~~error~~'],
    ['Escriba `npm', '? `npm`'],
    ['| a | b |\n| 1 | 2 |', '? | a | b | ⏎ |---|---|'],
    ['Uno&amp;nbsp;dos', '? \u00a0'],
    ['Uno&nbsp dos', '? \u00a0'],
    ['D&amp;#8217;Ávila', '? ’'],
    ['• uno\n• dos\n• tres', '? - uno'],
    ['Antes:\n•\tuno\n•\tdos', '? - uno'],
    ['– uno\n– dos', '? - uno'],
    ['-uno\n-dos', '? - uno'],
    ['1.uno\n2.dos', '? 1. uno'],
    ['a) uno\nb) dos', '? - a) uno'],
    ['- lista\n  • uno\n  • dos', '? - uno'],
    ['Muy **importante*', '? **importante**'],
    ['Muy *importante** aquí', '? **importante**'],
    ['Muy __importante_', '? **importante**'],
  ])('may be meant in %j', (body, better) => expect(said(body)).toEqual([better]));

  test('stands at its place', () => {
    const body = 'Uno.\n\nDos [el informe][nada] y \\[no\\] [otro][más].';
    expect(leftoversIn(body).map(({ index, given }) => [body.slice(index, index + given.length), given])).toEqual([
      ['[el informe][nada]', '[el informe][nada]'],
      ['[otro][más]', '[otro][más]'],
    ]);
  });

  test.each([
    '• uno  \n• dos\\\n• tres',
    '- uno\n- dos',
    '• uno\n\n• dos',
    'Bajó a\n-5 grados\n-6 grados',
    '***uno***, **dos***tres* y \\**cuatro*',
    'De ~50 km a 60~70 km',
    'Texto **fuerte**, *cursiva*, `código` y [enlace](https://example.org/a_(b)).',
    'Texto.[^1]\n\n[^1]: Nota.',
    '[el informe][1] y [otro][]\n\n[1]: https://example.org\n[otro]: https://example.org/b',
    'Como dice la fuente [sic], «[…] y más» [1][2].',
    'Fuentes [1] (https://example.org).',
    'El lema #NiUnaMenos, #1 en ventas; I+D, AT&T, R&D; 3 * 4 = 12; lxs niñ*s; snake_case.',
    'Nombre: ______ y fecha: __/__/____',
    '\\[el informe\\]\\[nada\\] \\##no \\*\\*no `[a][b] ##c **d`',
    '```\n[a][b]\n##c\n```',
    'https://example.org/?a=1&copy=2&reg=3',
    '5 % [@a, page 3][@b, page 4] y [@c](no) es de otros',
    '## Título\n\n### Otro\n\n- [ ] tarea\n- [x] hecha',
    '| a | b |\n|---|---|\n| 1 | 2 |',
    'Uno &amp; dos &nbsp; tres &lt;b&gt;',
    '¡Gracias! [risas]',
    'Si a == b, entonces x==y; ===== fin',
  ])('is not seen in %j', (body) => expect(said(body).filter((each) => !each.includes('(no)'))).toEqual([]));

  test('is none behind backslashes, whatever it would have been', () => {
    const sign = fc.constantFrom('*', '_', '`', '[', ']', '(', ')', '#', '|', '<', '>', '!', '~', '^', ':');
    const word = fc.constantFrom('uno', ' ', '\n', 'https', '1');
    fc.assert(
      fc.property(fc.array(fc.oneof(sign, word), { maxLength: 12 }), (parts) => {
        const body = parts.map((part) => (/[^a-z\d\s]/.test(part) ? `\\${part}` : part)).join('');
        expect(leftoversIn(`a ${body}`)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
