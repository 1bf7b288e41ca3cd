"""Names as a borough has them. Each is put together by chance and means nobody."""

GROUPS: tuple[tuple[int, str, str], ...] = (
    (30, ("Alison Andrew Beth Callum Catherine Chloe Claire Craig Daniel Deborah Emma "
          "Gareth George Georgia Graham Hannah Helen Holly Ian Jack Jacqueline James Jenny "
          "Joanne Jodie Karen Keith Kirsty Laura Leanne Lewis Lisa Lucy Mark Martin Megan "
          "Michelle Natalie Nicola Oliver Paula Peter Rachel Rebecca Robert Ruby Samantha "
          "Sarah Shaun Simon Sophie Stacey Stephen Susan Tina Tracey Victoria Wayne Zoe"),
     ("Abbott Aldridge Archer Ashdown Barker Bexfield Birch Bramwell Broadhurst Carver "
      "Chandler Clegg Cobbold Coles Crabtree Dawkins Denham Draper Elliott Fairbairn "
      "Fenwick Garside Gifford Goodall Hadley Hargreave Haslam Hendry Holroyd Hurst "
      "Inskip Jessop Kershaw Langley Lockwood Lovell Marlow Mercer Mellor Naylor Oakden "
      "Padgett Pemberton Pickering Quennell Ridley Rowntree Saddler Sheldrake Stubbs "
      "Tattersall Thackray Tranter Underhill Varley Wadsworth Whitlock Winterbourne "
      "Wragg Yeomans")),
    (5, "Aoife Brendan Ciarán Deirdre Eoin Fionnuala Niamh Oisín Róisín Sinéad Tadhg Úna",
     ("O'Connell O'Dowd O'Hare O'Shaughnessy McAteer McGlinchey Breathnach "
      "Mac_Giolla_Bhríde Gallagher Devlin Tierney D'Arcy")),
    (6, ("Angharad Bronwen Carys Dafydd Elen Gethin Gwilym Iestyn Llinos Mair Rhiannon "
         "Rhodri Siân Siôn Tegwen"),
     ("ap_Gruffydd Bebb Cadwaladr Gwynne Llewellyn-Prŷs Madoc Prosser Pugh Rhydderch "
      "Tudor Vaughan-Ellis Wynn")),
    (7, ("Agnieszka Bartosz Dorota Grzegorz Justyna Kamil Katarzyna Łukasz Magdalena "
         "Małgorzata Michał Paweł Wioletta Zofia"),
     ("Błaszczyk Chmiel Dąbek Gołąb Jaśkiewicz Kaczmarek Mroczek Piątek "
      "Śliwa Wójtowicz Zając Żuraw")),
    (9, ("Adaeze Adebayo Amara Babatunde Chidi Chioma Ebele Emeka Folasade Ifeoma Kelechi "
         "Ngozi Olumide Temitope Tunde Yetunde"),
     ("Abiodun Adeyinka Afolayan Akinwale Anyanwu Balogun Chukwuma Ezenwa Ibekwe "
      "Nwachukwu Obiora Ogunleye Okafor-Lawal Olatunji Onyekachi Oyelaran")),
    (8, ("Abdul Anwar Ayesha Farhana Farzana Jahanara Kamrul Mahbub Mizanur Nasrin Nusrat "
         "Rokeya Sabina Shabnam Shahida Tahmina"),
     ("Ahmed Begum Bhuiyan Chowdhury Haque Hossain Islam Khatun Mahmud Miah Rahman "
      "Sikder Talukder Uddin")),
    (8, ("Amrit Anjali Deepak Gurpreet Harpreet Jaya Kavita Meera Nikhil Parminder Priya "
         "Rajesh Sunita Vikram"),
     ("Bains Chauhan Dhaliwal Gill Joshi Kulkarni Mistry Nair Parmar Patel Raichura "
      "Sandhu Solanki Virdee")),
    (6, ("Aaliyah Bilal Faisal Hafsa Hamza Imran Iqra Khadija Mariam Nadia Omar Samira "
         "Usman Zainab"),
     ("Abbasi Aslam Awan Dar El-Sayed Farooqi Haddad Iqbal Khalil Malik Mansoor Qureshi "
      "Siddiqui Yousaf")),
    (4, "Ayşe Burak Çağla Elif Emre Gülşen İpek Özlem Şükrü Zeynep",
     "Aydın Çelik Demirtaş Erdoğdu Güneş Karagöz Öztürk Şimşek Türkoğlu Yıldırım"),
    (4, "Anh_Thư Đức Hồng_Nhung Minh Ngọc_Ánh Phương Quốc_Bảo Thảo Thị_Hạnh Tuấn",
     "Bùi Đặng Đỗ Hồ Lê Nguyễn Phạm Trần Võ Vũ"),
    (4, "Ana_Luísa Beatriz Catarina Inês João María_José Nuno Raúl Sofía Tomás",
     ("Albuquerque Díaz_Ibáñez Fontes Gonçalves Magalhães Núñez Peña Quintão Saldaña "
      "Valadão")),
    (2, "Andreea Bogdan Ilinca Mircea Ștefania",
     "Băluță Dumitrescu Ionescu-Vlad Munteanu Țurcanu"),
    (2, "Despina Eleni Kostas Theodora", "Antoniadis Hadjimichael Ioannou Makris Samaras"),
    (3, "Comfort Delroy Esi Kwame Marcia Nana_Ama Shanice Winston",
     "Appiah Baptiste Boateng Campbell-Reid Fairweather Lindo Mensah Osei-Bonsu"),
    (2, "Mei_Ling Kai Xiu Wai-Yee Siu_Fong Jian Lok",
     "Cheung Fung Kwok Leung Tse Chiu"),
    (1, "Björn Freyja Søren Þórhildur",
     "Åkesson Bergström Sørensen Ångström-Lindqvist"),
)  # fmt: skip
"""How common a group is, its first names and its last names; an underscore stands for a space."""

NAMED: tuple[tuple[str, str, str, str], ...] = (
    ("فاطمة", "الزهراوي", "fatima.alzahrawi", "Amal Women's Centre"),
    ("يوسف", "بن منصور", "yusuf.benmansour", "North Vale NHS Foundation Trust"),
    ("נועה", "אברמוביץ", "noa.abramovitz", "Harbour Lights Family Support"),
    ("Ελένη", "Καραγιάννη", "eleni.karagianni", "Little Coracle Nursery"),
    ("Ралица", "Тодорова", "ralitsa.todorova", "Westmere Council Early Help"),
    ("Олександр", "Ковальчук", "oleksandr.kovalchuk", "Saltmarsh Academy"),
    ("小雲", "陳", "xiaoyun.chan",
     "Westmere and Harrowdale University Hospitals NHS Trust"),
    ("Wilhelmina Anastasia", "Constantinopoulou-Featherstonehaugh de la Fontaine y Villanueva",
     "w.constantinopoulou", "Westmere Council Children's Services"),
    ("Małgorzata Aleksandra", "Błaszczykowska-Wójcikiewicz", "m.blaszczykowska",
     "Tern Valley Probation Service"),
    ("Temperance Oluwaseun", "Okonkwo-Abernathy-Fairweather", "temperance.okonkwo",
     "Lantern Hill Academy"),
    ("Ngọc Hồng Nhung", "Nguyễn Thị", "nhung.nguyen", "North Vale NHS Foundation Trust"),
    ("Siân", "Maddox-Pryor", "sian.maddoxpryor", "Tern Valley Police"),
    ("Sian", "Maddox Pryor", "s.maddoxpryor", "Tern Valley Police"),
    ("Mohammed", "Rahim", "mohammed.rahim", "Otterbank Primary School"),
    ("Mohammed", "Rahim", "m.rahim", "Ternside Homes"),
    ("Null", "Ashworth", "null.ashworth", "Westmere Youth Justice Service"),
    ("Jo", "Ng", "jo.ng", "Fenner Road Surgery"),
    ("Dara", "O'Sullivan-D'Souza", "dara.osullivan", "Westmere Council Children's Services"),
)  # fmt: skip
"""People wanted by name: first name, last name, the start of the address, agency.

Two are perhaps one person written twice, and two are different people of one name.
"""

JOBS: dict[str, str] = {
    "health": "Health visitor;School nurse;Community nursery nurse;Speech and language therapist;"
              "Family nurse;CAMHS practitioner;*Named nurse;*Clinical team lead",
    "hospital": "Staff nurse, paediatrics;Midwife;Emergency nurse;Healthcare assistant;"
                "Play specialist;Paediatric registrar;*Named midwife;*Ward manager",
    "surgery": "GP;Practice nurse;Receptionist;Healthcare assistant;*Practice manager",
    "social": "Social worker;Social worker;Advanced practitioner;Newly qualified social worker;"
              "Contact supervisor;Fostering officer;*Team manager;*Child protection chair",
    "early help": "Early help practitioner;Family support worker;Family hub worker;"
                  "Parenting practitioner;*Early help co-ordinator",
    "adults": "Adult social worker;Mental health practitioner;Occupational therapist;"
              "Transitions worker;*Service manager",
    "justice": "Youth justice officer;Reparation worker;Education worker;*Operations manager",
    "housing": "Housing officer;Homelessness adviser;Tenancy support worker;*Housing manager",
    "police": "Police constable;Police constable;Detective constable;Missing persons officer;"
              "Schools officer;*Detective sergeant",
    "probation": "Probation officer;Probation services officer;Victim liaison officer;"
                 "*Senior probation officer",
    "court": "Family court adviser;Business support officer;*Service manager",
    "fire": "Community safety officer;Firefighter;*Watch manager",
    "school": "Teacher;Teacher;Teaching assistant;Pastoral worker;School business manager;"
              "Learning mentor;*Designated safeguarding lead;*Deputy head",
    "college": "Lecturer;Student support officer;Attendance officer;Tutor;"
               "*Designated safeguarding lead",
    "nursery": "Nursery practitioner;Room leader;Apprentice;*Nursery manager",
    "voluntary": "Outreach worker;Volunteer co-ordinator;Counsellor;Children's worker;"
                 "*Service manager",
    "youth": "Youth worker;Detached youth worker;Sports coach;*Project lead",
    "chaperone": "Chaperone",
}  # fmt: skip
"""Work by kind of agency; a star marks those who lead, decide or supervise."""

NEEDS = (
    "Step-free access", "Step-free access; parking close to the door", "Hearing loop",
    "British Sign Language interpreter", "Large print handouts, 18 point",
    "Slides by e-mail two days before (dyslexia)", "Nut allergy", "Vegan lunch", "Halal lunch",
    "Gluten-free lunch (coeliac)", "A seat near the door", "A quiet room at lunchtime",
    "A private room to express milk", "Adjustable chair", "Assistance dog will attend",
)  # fmt: skip
