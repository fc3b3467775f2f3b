export const at = {
  send: '/dv/:unit/gui-y-kien',
  sendStep: '/dv/:unit/gui-y-kien/:step{loai|can-bo|noi-xay-ra|nguoi-gui|xem-lai}',
  receipt: '/bien-nhan',
  see: '/xem-don',
  seen: '/xem-don/don',
  seenLetter: '/xem-don/van-ban/:letter{[0-9]{1,15}}',
  seenLetterFile: '/xem-don/van-ban/:letter{[0-9]{1,15}}/tep/:part{issued|pdf}',
  seenFile: '/xem-don/tep/:file',
  complaint: '/dv/:unit/khieu-nai',
  denunciation: '/dv/:unit/to-cao',
  complaintAnywhere: '/khieu-nai',
  denunciationAnywhere: '/to-cao',
} as const
