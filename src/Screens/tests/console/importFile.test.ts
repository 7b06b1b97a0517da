import { expect, test } from 'vitest';
import { cell, countRows, reportOf } from '../../src/console/importFile';

const file = new Blob(['memberId,transactionId\r\nADA1815,t-1\r\n\r\nEVE1,"=1+1"\r\nlast,one']);

test('counts the rows below the header', async () => {
  expect(await countRows(file)).toBe(3);
  expect(await countRows(new Blob([]))).toBe(0);
});

test('a report has each refused row as it stood in the file', async () => {
  const report = await reportOf(
    [
      { line: 5, code: 'column-count-not-valid', detail: 'The row has 2, the header 6.' },
      { line: 4, code: 'member-id-not-valid', detail: 'It is "mistyped".' },
    ],
    file,
  );
  expect(report).toBe(
    '\uFEFFline,code,detail,row\r\n4,member-id-not-valid,"It is ""mistyped"".","EVE1,""=1+1"""\r\n' +
      '5,column-count-not-valid,"The row has 2, the header 6.","last,one"\r\n',
  );
});

test('no cell is a formula', () => {
  expect(['=1', '+1', '-1', '@a', '\ta', 'a=1'].map(cell)).toEqual(["'=1", "'+1", "'-1", "'@a", "'\ta", 'a=1']);
});
