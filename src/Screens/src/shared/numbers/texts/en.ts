export const english = {
  numbers: 'Numbers',
  noNumbers: 'No card or partner number yet.',
  kind: 'Kind of number',
  number: 'Number',
  add: 'Add number',
  endsIn: (lastFour: string) => `… ${lastFour}`,
  first: 'first',
  remove: 'Remove',
  removeNumber: (scheme: string, lastFour: string) => `Remove ${scheme} … ${lastFour}`,
};
