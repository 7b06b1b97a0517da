import { expect, test } from 'vitest';
import { deviceName } from '../../src/card/redeem';

test('a device is called what its owner would know it by', () => {
  expect(deviceName('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1')).toBe('iPhone, Safari');
  expect(deviceName('Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36')).toBe('Android, Chrome');
  expect(deviceName('curl/8')).toBe('Browser');
});
