type Child = Node | string | null;

interface Marks {
  readonly class?: string;
  readonly [attribute: string]: string | undefined;
}

/** Makes an element. Texts become text nodes, so that nothing that came over the wire is ever read as markup. */
export function el<K extends keyof HTMLElementTagNameMap>(tag: K, marks: Marks = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(marks)) {
    if (value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** The element that the page's own markup promises. */
export function byId<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`The page has no ${type.name} #${id}.`);
  return found;
}

/** Writes a text only where it differs: an unchanged one must not be read out again. */
export function setText(element: HTMLElement, words: string): void {
  if (element.textContent !== words) element.textContent = words;
}

export type Tone = 'plain' | 'good' | 'bad';

/** Writes a sentence into a line that says how things stand. */
export function setNote(note: HTMLElement, words: string, tone: Tone = 'plain'): void {
  setText(note, words);
  note.dataset['tone'] = tone;
}

export const prefersStillness = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
