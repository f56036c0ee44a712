import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { type Page, pages, problemsOn } from './built-site.ts';
import { contentLocales } from './content.ts';

/** The same rules for every page: working them out takes as long as using them. */
class OneConfig extends StaticConfigLoader {
  #config: ReturnType<StaticConfigLoader['getConfigFor']> | undefined;

  override getConfigFor(handle: string) {
    return (this.#config ??= super.getConfigFor(handle));
  }
}

/** What makes pages no valid HTML, or breaks an accessibility rule that needs no browser. */
export function invalidHtmlOf(among: readonly Page[]): string[] {
  const validator = new HtmlValidate(
    new OneConfig({
      extends: ['html-validate:recommended', 'html-validate:a11y'],
      rules: {
        // A case's title is its own sentence; cutting it to 70 characters would only serve search engines' layouts.
        'long-title': 'off',
        // The values of a filter are checkboxes of one name, which is how a form sends several.
        'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button', 'reset'] }],
      },
    }),
  );
  return problemsOn(
    ({ html, path }) =>
      validator
        .validateStringSync(html, path)
        .results.flatMap(({ messages }) =>
          messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
        ),
    among,
  );
}

/** So many of the pages of each language, other ones in each. */
const oneIn = (many: number): ReadonlySet<Page> =>
  new Set(
    [...contentLocales.keys()].flatMap((language, at) =>
      pages.filter(({ locale }) => locale === language).filter((_, place) => place % many === at),
    ),
  );

/** What is validated at each run: an eighth of the pages, and whatever stands in no language. */
export const pageSample: readonly Page[] = [...oneIn(8), ...pages.filter(({ locale }) => locale === '')];

/** Each page in one of its languages. */
export const everyPageOnce: readonly Page[] = [...oneIn(contentLocales.size)];
