import { expect, it } from 'vitest';
import { Signal } from '../src/signal.js';

it('calls all that listen, in the order in which they came, each time it is given', () => {
  const signal = new Signal<number>();
  const heard: string[] = [];
  signal.on((value) => heard.push(`first ${value}`));
  signal.on((value) => heard.push(`second ${value}`));
  signal.emit(1);
  signal.emit(2);
  expect(heard).toEqual(['first 1', 'second 1', 'first 2', 'second 2']);
});
