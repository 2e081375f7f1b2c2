import { expect, test } from 'vitest'
import { openIpRegions } from '../../src/http/ip-region.ts'

const regionOf = openIpRegions()

test.each([
  ['219.146.0.130', '山东'],
  ['123.125.114.144', '北京'],
  ['124.118.8.1', '新疆'],
  ['218.188.1.1', '中国香港'],
  ['202.175.3.3', '中国澳门'],
  ['168.95.1.1', '中国台湾'],
  ['133.242.0.3', '日本'],
  ['::ffff:8.8.8.8', '美国'],
  ['240e:328:1800::1', '天津'],
  ['2404:c800::1', '中国香港'],
  ['2001:288:1::1', '中国台湾'],
  ['2408:8000::1', '中国'],
  ['2a00:1450:4009::1', '英国'],
])('%s is in %s', (address, region) => {
  expect(regionOf(address)).toBe(region)
})

test.each([undefined, '', 'nonsense', '127.0.0.1', '::1', '10.0.0.1', '192.168.1.1', 'fe80::1%eth0', '2001:db8::1'])(
  '%s is nowhere',
  (address) => {
    expect(regionOf(address)).toBeNull()
  },
)
