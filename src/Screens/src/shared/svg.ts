const namespace = 'http://www.w3.org/2000/svg';

/** Makes an element of a picture. Attributes only, no styles: the page's policy allows none. */
export function svg<K extends keyof SVGElementTagNameMap>(tag: K, marks: Readonly<Record<string, string | number>>, ...children: SVGElement[]): SVGElementTagNameMap[K] {
  const made = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(marks)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}
