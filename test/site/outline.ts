import { Parser } from 'htmlparser2';

type Attributes = Readonly<Record<string, string>>;

/** What the tests of every page look at: read in one pass, because a document of each page costs ten times as much. */
export interface Outline {
  lang: string | undefined;
  title: string;
  headings: { level: number; text: string }[];
  /** Attributes of the elements of these names, in order. */
  meta: Attributes[];
  link: Attributes[];
  script: Attributes[];
  /** Links of the language switch. */
  languages: Attributes[];
  /** Values of `href`, `src` and `action`, but for those that a link element has to this site by its whole address. */
  addresses: ReadonlySet<string>;
  /** Style and code that stand in the page itself. */
  inline: string[];
}

const HEADING = /^h([1-6])$/;

/** Reads the outline of a page; `site` is the origin of the site. */
export function readOutline(html: string, site: string): Outline {
  const addresses = new Set<string>();
  const outline: Outline = {
    lang: undefined,
    title: '',
    headings: [],
    meta: [],
    link: [],
    script: [],
    languages: [],
    addresses,
    inline: [],
  };
  /** How many elements are open in the language switch; 0 outside. */
  let inSwitch = 0;
  let isHeadTitle = false;
  let heading: Outline['headings'][number] | undefined;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'html') outline.lang = attributes['lang'];
      else if (name === 'meta' || name === 'link' || name === 'script') outline[name].push(attributes);
      else if (name === 'style') outline.inline.push('has a style element');
      if (name === 'title' && outline.title === '') isHeadTitle = true;
      const level = Number(HEADING.exec(name)?.[1] ?? 0);
      if (level > 0) outline.headings.push((heading = { level, text: '' }));
      if (inSwitch > 0) inSwitch += 1;
      else if (name === 'nav' && (attributes['class'] ?? '').split(' ').includes('languages')) inSwitch = 1;
      if (inSwitch > 0 && name === 'a') outline.languages.push(attributes);
      for (const [key, value] of Object.entries(attributes)) {
        if (key === 'style' || key.startsWith('on')) outline.inline.push(`has ${key}="${value}"`);
        if (/^(?:href|src|action|formaction)$/.test(key) && /^\s*(?:javascript|data|vbscript):/i.test(value))
          outline.inline.push(`leads to ${value}`);
        if ((key === 'href' || key === 'src' || key === 'action') && !(name === 'link' && value.startsWith(site)))
          addresses.add(value);
      }
    },
    ontext(text) {
      if (isHeadTitle) outline.title += text;
      if (heading) heading.text += text;
    },
    onclosetag(name) {
      if (name === 'title') isHeadTitle = false;
      if (HEADING.test(name)) heading = undefined;
      if (inSwitch > 0) inSwitch -= 1;
    },
  });
  parser.write(html);
  parser.end();
  return outline;
}
