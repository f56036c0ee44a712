/**
 * How people write countries besides the names that CLDR gives them in each language, by ISO 3166-1 alpha-3: short, long, old and
 * foreign ones, whatever the language.
 */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  ARE: ['EAU', 'UAE', 'Emiratos'],
  BOL: ['Estado Plurinacional de Bolivia'],
  CHN: ['República Popular China', 'RPC', 'PRC'],
  CIV: ['Costa de Marfil', 'Costa do Marfim', 'Ivory Coast'],
  COD: [
    'RD Congo',
    'RDC',
    'DR Congo',
    'DRC',
    'Congo-Kinshasa',
    'República Democrática del Congo',
    'Democratic Republic of Congo',
  ],
  COG: ['República del Congo', 'Congo-Brazzaville'],
  CZE: ['República Checa', 'República Tcheca', 'Czech Republic'],
  DOM: ['Rep. Dominicana', 'RD', 'R. D.', 'Santo Domingo'],
  GBR: ['Gran Bretaña', 'Inglaterra', 'Grã-Bretanha', 'R. U.', 'UK', 'Great Britain', 'Britain', 'England'],
  KOR: ['República de Corea', 'República da Coreia', 'Republic of Korea', 'Corea', 'Coreia', 'Korea'],
  MEX: ['Méjico'],
  NLD: ['Holanda', 'Holland'],
  PRK: ['Corea del Norte', 'Coreia do Norte', 'North Korea'],
  PSE: ['Palestina', 'Palestine'],
  RUS: ['Federación de Rusia', 'Russian Federation'],
  SWZ: ['Suazilandia', 'Suazilândia', 'Swaziland'],
  TTO: ['Trinidad', 'Trinidad & Tobago'],
  USA: [
    ...['EE. UU.', 'EE.UU.', 'Estados Unidos de América', 'Estados Unidos de Norteamérica', 'Norteamérica'],
    ...['EUA', 'E.U.A.', 'Estados Unidos da América', 'US', 'USA', 'U.S.', 'United States of America', 'America'],
  ],
  VEN: ['República Bolivariana de Venezuela'],
};

export const otherNames = (alpha3: string): readonly string[] => OTHER_NAMES[alpha3] ?? [];
