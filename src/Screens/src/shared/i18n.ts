/** The languages of the pages; the last one is for everybody else. */
export const languages = ['de', 'fr', 'it', 'en'] as const;
export type Language = (typeof languages)[number];

/** What a page says, in every language: a language that lacks a text does not compile. */
export type Dictionary<T> = Readonly<Record<Language, T>>;

export interface Locale {
  readonly language: Language;
  /** The user's own way with numbers and dates within that language: "de-CH" writes amounts unlike "de". */
  readonly tag: string;
}

/** The first language that the user reads and the page speaks. */
export function chooseLocale(accepted: readonly string[], spoken: readonly string[] = languages): Locale {
  for (const tag of accepted) {
    const language = languages.find((one) => one === tag.toLowerCase().split('-')[0]);
    if (language !== undefined && spoken.includes(language) && isLocale(tag)) return { language, tag };
  }
  return { language: 'en', tag: 'en' };
}

/** What this page speaks: the browser sends the same list as Accept-Language. `<html data-languages="en">` offers fewer than all. */
export const locale: Locale = chooseLocale(
  globalThis.navigator?.languages ?? [],
  globalThis.document?.documentElement.dataset['languages']?.split(' '),
);

/** The texts in the user's language. */
export const translate = <T>(dictionary: Dictionary<T>): T => dictionary[locale.language];

type Forms = { readonly other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** The form of a word that goes with a number, by the rules of the language: `plural(2, { one: 'day', other: 'days' })`. */
export const plural = (count: number, forms: Forms, tag = locale.tag): string =>
  forms[new Intl.PluralRules(tag).select(count)] ?? forms.other;

const targets = { text: 'textContent', label: 'ariaLabel', hint: 'placeholder', title: 'title' } as const;

/**
 * Writes a page's texts into its markup and tells its language. `data-text="key"` is the element's text, `data-text-label` its
 * name for screen readers, `data-text-hint` its placeholder, `data-text-title` its tooltip; a key that does not exist is an error.
 */
export function writeTexts<T extends object>(texts: T, root: ParentNode = document): void {
  document.documentElement.lang = locale.tag;
  for (const [kind, property] of Object.entries(targets)) {
    const attribute = kind === 'text' ? 'data-text' : `data-text-${kind}`;
    for (const element of root.querySelectorAll(`[${attribute}]`)) {
      const key = element.getAttribute(attribute) ?? '';
      const text: unknown = (texts as Record<string, unknown>)[key];
      if (typeof text !== 'string') throw new Error(`The page has no text "${key}".`);
      Object.assign(element, { [property]: text });
    }
  }
}

function isLocale(tag: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}
