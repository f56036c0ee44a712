/** The URL paths of the published site, defined only here. All but files end in a slash. */
export const paths = {
  home: (locale: string) => `/${locale}/`,
  cases: (locale: string) => `/${locale}/cases/`,
  /** The list of one kind of record and the page of one record; `folder` is that of the kind. */
  records: (locale: string, folder: string) => `/${locale}/${folder}/`,
  record: (locale: string, folder: string, id: string) => `/${locale}/${folder}/${id}/`,
  /** News of the sessions or of the commitments, as Atom (`xml`) or JSON Feed. */
  recordsFeed: (locale: string, folder: string, format: 'xml' | 'json') => `/${locale}/${folder}/feed.${format}`,
  recordJson: (folder: string, id: string) => `/${folder}/${id}.json`,
  case: (locale: string, id: string) => `/${locale}/cases/${id}/`,
  /** A lesson or result as a pack quotes it: the case as it was at a version. */
  statement: (locale: string, id: string, version: string, anchor: string) => `/${locale}/cases/${id}/at/${version}/${anchor}/`,
  /** Where a session is put together; it takes the cases that the address names. */
  newSession: (locale: string) => `/${locale}/sessions/new/`,
  edition: (locale: string, session: string, number: number) => `/${locale}/sessions/${session}/${number}/`,
  /** What has changed since the newest edition. */
  changes: (locale: string, session: string) => `/${locale}/sessions/${session}/changes/`,
  packFile: (locale: string, session: string, number: number, format: string) =>
    `/${locale}/sessions/${session}/${number}/${session}-${number}-${locale}.${format}`,
  caseCite: (locale: string, id: string) => `/${locale}/cases/${id}/cite/`,
  caseBrief: (locale: string, id: string) => `/${locale}/cases/${id}/brief/`,
  caseBriefPdf: (locale: string, id: string) => `/${locale}/cases/${id}/brief.pdf`,
  caseReport: (locale: string, id: string, section: string) => `/${locale}/cases/${id}/report/?section=${section}`,
  /** Where the lab that answers for a case says, with its token, that it still holds. */
  caseConfirm: (locale: string, id: string) => `/${locale}/cases/${id}/confirm/`,
  caseHistory: (locale: string, id: string) => `/${locale}/cases/${id}/history/`,
  /** A case as a column of a comparison, for the browser. */
  caseColumn: (locale: string, id: string) => `/${locale}/cases/${id}.column.json`,
  compare: (locale: string) => `/${locale}/compare/`,
  /** What a server makes of the cases that an address names: `?case=a&case=b`. */
  chosenFile: (locale: string, page: 'compare' | 'shortlist', format: string) => `/${locale}/${page}/${page}.${format}`,
  here: (locale: string) => `/${locale}/here/`,
  /** The settings of the cases about a problem, for the browser. */
  settings: (locale: string, challenge: string) => `/${locale}/challenges/${challenge}.settings.json`,
  shortlist: (locale: string) => `/${locale}/shortlist/`,
  search: (locale: string) => `/${locale}/search/`,
  explore: (locale: string) => `/${locale}/explore/`,
  facet: (locale: string, facet: string) => `/${locale}/${facet}/`,
  facetValue: (locale: string, facet: string, value: string) => `/${locale}/${facet}/${value}/`,
  /** What a lab owes soon, or owed; a letter that says where its lessons were used, made by the server. */
  labDue: (locale: string, lab: string) => `/${locale}/labs/${lab}/due.xml`,
  labLetter: (locale: string, lab: string) => `/${locale}/labs/${lab}/letter.pdf`,
  /** What all labs owe soon. */
  due: (locale: string) => `/${locale}/due.xml`,
  /** News of the cases with one value of a facet, and of those that a question of the search page finds. */
  facetFeed: (locale: string, facet: string, value: string) => `/${locale}/${facet}/${value}/feed.xml`,
  searchFeed: (locale: string) => `/${locale}/search/feed.xml`,
  evidence: (locale: string) => `/${locale}/evidence/`,
  /** Cases with a verdict of this strength or more. */
  evidenceAtLeast: (locale: string, strength: number) => `/${locale}/evidence/${strength}/`,
  map: (locale: string) => `/${locale}/map/`,
  lineage: (locale: string) => `/${locale}/lineage/`,
  /** Instruments against problems, verdicts by strength, the policy matrix. */
  gaps: (locale: string) => `/${locale}/gaps/`,
  missions: (locale: string) => `/${locale}/missions/`,
  lessons: (locale: string) => `/${locale}/lessons/`,
  /** Lessons of a kind, or about a problem. */
  lessonsOf: (locale: string, value: string) => `/${locale}/lessons/${value}/`,
  /** A further page of a list. */
  further: (list: string, page: number) => (page === 1 ? list : `${list}${page}/`),
  about: (locale: string) => `/${locale}/about/`,
  submit: (locale: string) => `/${locale}/submit/`,
  submitFull: (locale: string) => `/${locale}/submit/full/`,
  /** For what has not begun: what will be tried, how it will be known, and when results are owed. */
  submitPilot: (locale: string) => `/${locale}/submit/pilot/`,
  improve: (locale: string, id: string) => `/${locale}/cases/${id}/improve/`,
  /** For curators: what was asked and not answered. Only a server has it. */
  demand: (locale: string) => `/${locale}/demand/`,
  /** Where files come back that people filled in. */
  upload: (locale: string) => `/${locale}/upload/`,
  /** Where reviewers decide on proposals, on one, and what is attached to it. Only a server has them. */
  review: (locale: string) => `/${locale}/review/`,
  reviewOf: (locale: string, submission: string) => `/${locale}/review/${submission}/`,
  reviewFile: (locale: string, submission: string, file: string) => `/${locale}/review/${submission}/files/${file}`,
  /** An empty template for people who work in Word or in spreadsheets; comment sheets take `?case=a&case=b`. */
  template: (locale: string, of: 'case' | 'comments', format: string) => `/${locale}/upload/${of}.${format}`,
  submission: (locale: string, id: string) => `/${locale}/submissions/${id}/`,
  registries: (locale: string) => `/${locale}/registries/`,
  registry: (locale: string, peer: string) => `/${locale}/registries/${peer}/`,
  foreignCase: (locale: string, peer: string, id: string) => `/${locale}/registries/${peer}/cases/${id}/`,
  data: (locale: string) => `/${locale}/data/`,
  /** The registry as a file for spreadsheets. */
  dataFile: (locale: string, file: string) => `/${locale}/data/${file}`,
  atom: (locale: string) => `/${locale}/feed.xml`,
  jsonFeed: (locale: string) => `/${locale}/feed.json`,
  caseFile: (id: string, file: string) => `/cases/${id}/files/${file}`,
  caseJson: (id: string) => `/cases/${id}.json`,
  citation: (locale: string, id: string, format: 'bib' | 'ris' | 'csl.json') => `/${locale}/cases/${id}.${format}`,
  /** What questions may be about, for sites with a search server. */
  searchProblems: '/search/problems.json',
  searchIndex: (locale: string) => `/search/${locale}.json`,
} as const;

/** Files by which registries read each other (docs/federation.md). `schema` is the version of the records' shape. */
export const feedPaths = {
  discovery: '/.well-known/lo-que-funciona.json',
  index: (schema: number) => `/federation/${schema}/index.json`,
  signature: (schema: number) => `/federation/${schema}/index.json.sig`,
  page: (schema: number, page: string) => `/federation/${schema}/pages/${page}.json`,
  bundle: (schema: number, page: string) => `/federation/${schema}/pages/${page}.ndjson`,
  record: (schema: number, id: string) => `/federation/${schema}/records/${id}.json`,
  gone: (schema: number) => `/federation/${schema}/gone.json`,
  links: '/federation/links.json',
  translations: '/federation/translations.json',
  vocabularies: '/federation/vocabularies.json',
  skos: '/federation/vocabularies.ttl',
  peers: '/federation/peers.json',
  reports: '/federation/reports/',
} as const;

/** Where harvesters of documents ask (OAI-PMH); answered by the server. */
export const OAI_PATH = '/oai';

/** Files by which catalogues and harvesters of other kinds read the registry; the build writes them. */
export const doorPaths = {
  /** The catalogue in DCAT-AP, a part at a time. */
  catalogue: (part: number, format: 'ttl' | 'jsonld') => (part === 1 ? `/catalog.${format}` : `/catalog/${part}.${format}`),
  resourceSync: '/.well-known/resourcesync',
  capabilities: '/resourcesync/capabilities.xml',
  resources: '/resourcesync/resources.xml',
} as const;
