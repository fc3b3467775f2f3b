/** A step of a guide: what to do, and the page where it is done. */
export interface Step {
  text: string
  to?: string
}

export const vi = {
  title: 'Hướng dẫn sử dụng',
  lead: 'Mỗi hướng dẫn vừa một trang A4. Mở rồi in, để ở bàn làm việc.',
  print: 'In trang này: bấm Ctrl + P, hoặc chọn In trong trình duyệt.',
  open: 'Mở trang',
  law: 'Ngày, giờ và điều luật luôn hiện ngay tại từng việc trong phần mềm; hướng dẫn này không thay văn bản.',
  guides: {
    'tiep-nhan': {
      title: 'Người tiếp nhận',
      for: 'Bộ phận tiếp dân, một cửa, văn thư: nhận mọi ý kiến, không để mất lời nào của dân.',
    },
    'xu-ly': {
      title: 'Người được giao giải quyết',
      for: 'Công chức là đầu mối của vụ việc: từ lúc được giao đến khi dân nhận được trả lời.',
    },
    'nguoi-dung-dau': {
      title: 'Người đứng đầu, cấp phó',
      for: 'Thấy việc sắp trễ trước khi trễ; ký, quyết định và nhận trách nhiệm ở một chỗ.',
    },
  },
  parts: {
    'tiep-nhan': [
      {
        heading: 'Mỗi buổi sáng',
        steps: [
          {
            text: 'Mở Việc của tôi. Đọc ý kiến mới, tách thành từng điểm cần trả lời, giao một đầu mối.',
            to: '/lam-viec',
          },
          { text: 'Ý kiến không thuộc đơn vị: chọn Hướng dẫn hoặc Chuyển đơn, ghi rõ nơi có thẩm quyền.' },
        ],
      },
      {
        heading: 'Khi có người đến, gọi điện',
        steps: [
          {
            text: 'Nhập đơn tại quầy. Gõ lời của họ, đọc lại cho họ nghe, in biên nhận và giao tận tay.',
            to: '/lam-viec/nhap-don',
          },
          { text: 'Mã bí mật chỉ in một lần, giao cho người gửi. Không chép, không chụp lại.' },
          {
            text: 'Đơn khiếu nại giấy đã ký: nhập ở Khiếu nại; dấu bưu điện ghi riêng.',
            to: '/lam-viec/khieu-nai',
          },
          { text: 'Đơn có nhiều nội dung: mở vụ việc, chọn Tách nội dung khác thành đơn riêng.' },
          {
            text: 'Tiếp công dân: ghi từng lượt, cả người không đăng ký. Mất mạng vẫn ghi được, có mạng thì tự gửi.',
            to: '/lam-viec/luot-tiep',
          },
        ],
      },
      {
        heading: 'Không được làm',
        steps: [
          {
            text: 'Không nhập đơn tố cáo. Phong bì ghi "đơn tố cáo" giữ nguyên, chuyển cho người có thẩm quyền, có ký nhận.',
          },
          { text: 'Không nhập văn bản có dấu mật. Không chụp căn cước của dân.' },
        ],
      },
      {
        heading: 'Văn bản và sổ',
        steps: [
          { text: 'Vào số, phát hành, ghi ngày giao văn bản đã ký.', to: '/lam-viec/van-ban' },
          { text: 'In hoặc tải sổ theo dõi.', to: '/lam-viec/don-thu' },
          { text: 'Cập nhật mã hồ sơ ở cơ sở dữ liệu quốc gia.', to: '/lam-viec/csdl-quoc-gia' },
        ],
      },
    ],
    'xu-ly': [
      {
        heading: 'Mỗi buổi sáng',
        steps: [
          { text: 'Mở Việc của tôi: quá hạn, hôm nay, tuần này. Việc gần hạn nhất đứng đầu.', to: '/lam-viec' },
          { text: 'Bấm "Vì sao là ngày này" để biết hạn tính theo điều nào, bỏ những ngày nào.' },
        ],
      },
      {
        heading: 'Giải quyết một vụ việc',
        steps: [
          { text: 'Trả lời từng điểm, kèm chứng cứ: ảnh, biên bản, số văn bản. Trả lời hết các điểm mới xong việc.' },
          { text: 'Cần hỏi thêm: nhắn cho người gửi ngay trong vụ việc; họ đọc bằng số đơn và mã bí mật.' },
          { text: 'Chỉ mở họ tên người gửi khi cần, ghi lý do. Người gửi thấy ai đã mở.' },
          { text: 'Không kịp hạn: xin gia hạn trước ngày hết hạn, nói rõ lý do. Quá hạn thì phải xin lỗi.' },
        ],
      },
      {
        heading: 'Khiếu nại',
        steps: [
          {
            text: 'Theo đúng các bước trên trang vụ việc: thụ lý, xác minh, đối thoại, quyết định, gửi, công khai.',
            to: '/lam-viec/khieu-nai',
          },
          { text: 'Tạm đình chỉ, đình chỉ, không thụ lý là quyết định của người giải quyết; ông (bà) chỉ đề xuất.' },
        ],
      },
      {
        heading: 'Văn bản',
        steps: [
          {
            text: 'Soạn từ vụ việc: phần mềm điền sẵn. Người khác kiểm tra, người có thẩm quyền ký.',
            to: '/lam-viec/van-ban',
          },
          { text: 'Nghỉ hoặc đi công tác: báo quản trị ghi người làm thay trước khi đi.' },
        ],
      },
    ],
    'nguoi-dung-dau': [
      {
        heading: 'Mỗi buổi sáng, năm phút',
        steps: [
          {
            text: 'Việc của đơn vị: việc quá hạn và sắp đến hạn. Chọn nhiều việc để giao hoặc nhắc một lần.',
            to: '/lam-viec/don-vi',
          },
          {
            text: 'Thư xin lỗi chờ ký: nói thật vì sao chậm, sẽ thay đổi gì, hẹn ngày mới. Hạn theo luật vẫn giữ nguyên.',
            to: '/lam-viec',
          },
        ],
      },
      {
        heading: 'Ký và quyết định',
        steps: [
          {
            text: 'Ký văn bản: đọc, nhập lại mật khẩu hoặc mã xác thực. Không đưa tài khoản cho người khác ký thay.',
            to: '/lam-viec/van-ban',
          },
          {
            text: 'Vắng mặt: ghi cấp phó ký thay (KT.) hoặc thừa lệnh (TL.) bằng văn bản ủy quyền.',
            to: '/lam-viec/quan-tri/uy-quyen-ky',
          },
          { text: 'Khiếu nại: chỉ người đứng đầu thụ lý, tạm đình chỉ, quyết định.', to: '/lam-viec/khieu-nai' },
        ],
      },
      {
        heading: 'Mỗi tháng',
        steps: [
          {
            text: 'Rà soát việc tồn đọng: quyết định từng việc, hẹn ngày. Kết quả hiện trên trang công khai.',
            to: '/lam-viec/ton-dong',
          },
          {
            text: 'Việc phải làm theo quy định: ngày tiếp dân, đối thoại, báo cáo. Ô trống báo trước khi trễ.',
            to: '/lam-viec/viec-theo-quy-dinh',
          },
          {
            text: 'Văn bản cấp trên: lập kế hoạch, giao từng việc có người, có hạn, rồi xem cây và độ phủ.',
            to: '/lam-viec/van-ban-chi-dao',
          },
          {
            text: 'Xem kết quả kiểm tra lại của Mặt trận bên cạnh tỷ lệ đúng hạn: đã trả lời chưa chắc đã giải quyết.',
          },
        ],
      },
      {
        heading: 'Điều dân thấy',
        steps: [
          { text: 'Trang Cam kết với dân hiện mọi việc, hạn và căn cứ; tên công dân không bao giờ hiện.' },
          { text: 'Phần mềm theo dõi lời hứa của chính quyền, không chấm điểm, không xếp hạng người dân.' },
        ],
      },
    ],
  } as Readonly<Record<string, readonly { heading: string; steps: readonly Step[] }[]>>,
}
