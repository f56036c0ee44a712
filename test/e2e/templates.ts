/** One address of each template of the site. */
export const TEMPLATES = {
  'the home page': '/es/',
  'all cases': '/pt/cases/',
  'a case': '/es/cases/uruguay-plan-ceibal/',
  'how to cite what a case says': '/pt/cases/uruguay-plan-ceibal/cite/',
  'the history of a case': '/en/cases/uruguay-plan-ceibal/history/',
  explore: '/es/explore/',
  'a way to browse': '/pt/challenges/',
  'one value of it': '/en/outcomes/did-not-work/',
  'how evidence is rated': '/es/evidence/',
  about: '/pt/about/',
  'open data': '/en/data/',
  'problems of the server': '/pt/problems/',
  'search with results': '/es/search/?q=laptop',
  'search without results': '/es/search/?q=xyzzyqwv',
  'a wrong address': '/es/no-such-page/',
} as const;
