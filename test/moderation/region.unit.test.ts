import { describe, expect, test } from 'vitest'
import { regionName, regionOf } from '../../src/moderation/region.ts'

describe('the region of a place', () => {
  test.each([
    ['中国山东省', '山东'],
    ['中国天津市河西区', '天津'],
    ['中国内蒙古', '内蒙古'],
    ['中国香港区', '中国香港'],
    ['中国澳门', '中国澳门'],
    ['中国台湾省台北市', '中国台湾'],
    ['中国', '中国'],
    ['日本北海道', '日本'],
    ['印度尼西亚', '印度尼西亚'],
    ['刚果金', '刚果金'],
  ])('%s is %s', (place, region) => {
    expect(regionOf(place)).toBe(region)
  })

  test.each(['', '亚太地区', '欧洲', '北美地区', '局域网', 'IANA保留地址', '全球'])('%s is none', (place) => {
    expect(regionOf(place)).toBeNull()
  })
})

describe('the name of a region', () => {
  test('is told in every language', () => {
    expect(regionName('山东')).toEqual({ 'zh-Hant': '山東', 'zh-Hans': '山东', en: 'Shandong' })
    expect(regionName('中国台湾')).toEqual({ 'zh-Hant': '中國台灣', 'zh-Hans': '中国台湾', en: 'Taiwan, China' })
    expect(regionName('日本')).toEqual({ 'zh-Hant': '日本', 'zh-Hans': '日本', en: 'Japan' })
    expect(regionName('刚果金')['en']).toBe('Congo - Kinshasa')
    expect(regionName('中国')['en']).toBe('China')
  })

  test('stays as it was stored where it is not known any more', () => {
    expect(regionName('某地')).toEqual({ 'zh-Hant': '某地', 'zh-Hans': '某地', en: '某地' })
  })
})
