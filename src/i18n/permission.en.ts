/** What is said where the backend asks for leave to know something. */
export const permissionEnglish = {
  'permission.email': 'May we have your e-mail address?',
  'permission.phone': 'May we have your phone number?',
  'permission.location': 'May we use your location?',
  'permission.other': 'May we ask your permission?',
  'permission.emailLabel': 'E-mail address',
  'permission.phoneLabel': 'Phone number',
  'permission.locationFailed': 'Your device did not tell where you are.',
  'permission.locationDenied': 'My browser does not share my location',
  'permission.allow': 'Allow',
  'permission.deny': 'No, thanks',
};
