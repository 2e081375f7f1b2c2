import { later } from './later.tsx'

// Each is a file of its own in the bundle.
export const AccountPage = later(() => import('./account/account-page.tsx').then((file) => file.AccountPage))
export const ActPage = later(() => import('./many/act-page.tsx').then((file) => file.ActPage))
export const ActsPage = later(() => import('./many/acts-page.tsx').then((file) => file.ActsPage))
export const LogPage = later(() => import('./log/log-page.tsx').then((file) => file.LogPage))
export const ManyPage = later(() => import('./many/many-page.tsx').then((file) => file.ManyPage))
export const ModelsPage = later(() => import('./models/models-page.tsx').then((file) => file.ModelsPage))
export const PeoplePage = later(() => import('./people/people-page.tsx').then((file) => file.PeoplePage))
export const SearchPage = later(() => import('./search/search-page.tsx').then((file) => file.SearchPage))
export const StatisticsPage = later(() => import('./dashboard/statistics-page.tsx').then((file) => file.StatisticsPage))
export const TrainingPage = later(() => import('./training/training-page.tsx').then((file) => file.TrainingPage))
export const WordingsPage = later(() => import('./wordings/wordings-page.tsx').then((file) => file.WordingsPage))
