/** How a language writes numbers in digits and in words. */
export interface NumberWords {
  /** The decimal separator; the other of `.` and `,` groups thousands. */
  decimal: '.' | ',';
  /** Words that multiply the number before them. */
  scales: ReadonlyMap<string, number>;
  /** Number words, including ordinals and names of time spans, because translations exchange them. */
  numbers: ReadonlyMap<string, number>;
  /** Connecting words inside a number. */
  joins: ReadonlySet<string>;
}

/** `value word word`, line by line. */
const table = (lines: string): ReadonlyMap<string, number> =>
  new Map(
    lines
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [value, ...words] = line.trim().split(/\s+/);
        return words.map((word) => [word, Number(value)] as const);
      }),
  );

const es: NumberWords = {
  decimal: ',',
  scales: table(`
    1e3 mil miles
    1e6 millón millon millones
    1e12 billón billones`),
  numbers: table(`
    0 cero
    0.5 medio media mitad
    1 un uno una primer primero primera primeros primeras
    2 dos segundo segunda ambos ambas bienio par
    3 tres tercer tercero tercera trienio trimestre
    4 cuatro cuarto cuarta cuatrienio cuatrimestre
    5 cinco quinto quinta quinquenio lustro
    6 seis sexto sexta semestre
    7 siete séptimo séptima
    8 ocho octavo octava
    9 nueve noveno novena
    10 diez décimo décima década decenio decena
    11 once undécimo
    12 doce duodécimo docena
    13 trece
    14 catorce
    15 quince quincena
    16 dieciséis
    17 diecisiete
    18 dieciocho
    19 diecinueve
    20 veinte veintena
    21 veintiún veintiuno veintiuna
    22 veintidós
    23 veintitrés
    24 veinticuatro
    25 veinticinco
    26 veintiséis
    27 veintisiete
    28 veintiocho
    29 veintinueve
    30 treinta treintena
    40 cuarenta
    50 cincuenta
    60 sesenta
    70 setenta
    80 ochenta
    90 noventa
    100 cien ciento centenar siglo
    200 doscientos doscientas
    300 trescientos trescientas
    400 cuatrocientos cuatrocientas
    500 quinientos quinientas
    600 seiscientos seiscientas
    700 setecientos setecientas
    800 ochocientos ochocientas
    900 novecientos novecientas
    1000 millar`),
  joins: new Set(['y']),
};

const pt: NumberWords = {
  decimal: ',',
  scales: table(`
    1e3 mil
    1e6 milhão milhões
    1e9 bilhão bilhões
    1e12 trilhão trilhões`),
  numbers: table(`
    0 zero
    0.5 meio meia metade
    1 um uma primeiro primeira primeiros primeiras
    2 dois duas segundo segunda ambos ambas biênio par
    3 três terceiro terceira triênio trimestre
    4 quatro quarto quarta quadriênio quadrimestre
    5 cinco quinto quinta quinquênio
    6 seis sexto sexta semestre
    7 sete sétimo sétima
    8 oito oitavo oitava
    9 nove nono nona
    10 dez décimo décima década decênio dezena
    11 onze
    12 doze dúzia
    13 treze
    14 catorze quatorze
    15 quinze quinzena
    16 dezesseis
    17 dezessete
    18 dezoito
    19 dezenove
    20 vinte
    30 trinta
    40 quarenta
    50 cinquenta
    60 sessenta
    70 setenta
    80 oitenta
    90 noventa
    100 cem cento centena século
    200 duzentos duzentas
    300 trezentos trezentas
    400 quatrocentos quatrocentas
    500 quinhentos quinhentas
    600 seiscentos seiscentas
    700 setecentos setecentas
    800 oitocentos oitocentas
    900 novecentos novecentas
    1000 milhar`),
  joins: new Set(['e']),
};

const en: NumberWords = {
  decimal: '.',
  scales: table(`
    1e2 hundred
    1e3 thousand
    1e6 million
    1e9 billion bn
    1e12 trillion`),
  numbers: table(`
    0 zero
    0.5 half halved
    1 a an one first once
    2 two second both twice pair
    3 three third thirds quarter
    4 four fourth quarters
    5 five fifth
    6 six sixth
    7 seven seventh
    8 eight eighth
    9 nine ninth
    10 ten tenth decade
    11 eleven eleventh
    12 twelve twelfth dozen
    13 thirteen thirteenth
    14 fourteen fourteenth
    15 fifteen fifteenth fortnight
    16 sixteen sixteenth
    17 seventeen seventeenth
    18 eighteen eighteenth
    19 nineteen nineteenth
    20 twenty twentieth twenties
    30 thirty thirtieth thirties
    40 forty forties
    50 fifty fifties
    60 sixty sixties
    70 seventy seventies
    80 eighty eighties
    90 ninety nineties
    100 hundreds century`),
  joins: new Set(['and']),
};

export const numberWords: ReadonlyMap<string, NumberWords> = new Map(Object.entries({ es, pt, en }));
