declare module 'all-host-tests';
