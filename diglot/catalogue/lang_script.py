"""Which Chinese script a text is in, so that a reader gets the right fonts and rules match both.

Invariant: `_PAIRS` alternates a traditional character with its simplified form; nothing here
converts a text that is shown, only texts that are compared.
"""

from __future__ import annotations

# The commonest differing characters of modern prose, written for this module. One-to-many pairs
# (發/髮 → 发) stand once for each traditional form.
_PAIRS = (
    "國国個个們们這这來来時时會会說说對对爲为為为過过還还學学開开關关現现發发髮发經经後后從从動动"
    "當当點点長长問问間间實实進进種种樣样機机與与無无電电話话請请讓让給给將将應应該该處处網网絡络"
    "絲丝約约級级紀纪純纯紅红紙纸線线練练組组細细終终結结統统絕绝維维綜综綠绿緊紧縣县總总績绩織织"
    "繼继續续編编緣缘緩缓縮缩纖纤纏缠罰罚羅罗義义習习聖圣聞闻聯联聲声職职聽听腦脑腳脚膽胆臉脸臨临"
    "舉举舊旧艦舰藝艺節节華华萬万葉叶蓋盖藍蓝藥药蘇苏號号虧亏蟲虫術术衛卫衝冲製制複复襲袭見见規规"
    "視视覺觉覽览觀观計计訂订認认討讨訓训記记訊讯訪访設设許许訴诉診诊註注證证評评詞词試试詩诗詐诈"
    "誇夸誌志誠诚誤误誰谁課课調调談谈論论諾诺謀谋謂谓講讲謝谢謊谎識识譜谱譯译議议護护譽誉讀读變变"
    "豐丰貓猫貝贝負负財财貢贡貧贫貨货販贩貪贪責责貴贵買买貸贷費费貼贴貿贸賀贺資资賊贼賓宾賠赔賬账"
    "賭赌賞赏賢贤賣卖質质購购贈赠贊赞贏赢趕赶趙赵趨趋跡迹踐践車车軌轨軍军軟软較较載载輔辅輕轻輛辆"
    "輝辉輪轮輯辑輸输轉转辦办辭辞農农連连週周遊游運运達达違违遙遥遜逊遞递遠远適适遲迟遷迁選选遺遗"
    "邁迈邊边邏逻鄉乡鄭郑鄰邻醫医釋释裡里裏里釘钉針针釣钓鈔钞鉤钩鋼钢錄录錢钱錯错鍵键鎖锁鏡镜鐘钟"
    "鐵铁鑑鉴鑒鉴門门閃闪閉闭閒闲閱阅闆板闊阔隊队階阶際际陣阵陰阴陳陈陸陆陽阳隨随險险隱隐隻只雖虽"
    "雙双雜杂雞鸡離离難难雲云靈灵靜静頁页頂顶項项順顺須须預预領领頭头頻频題题額额顏颜願愿類类顧顾"
    "顯显風风飛飞飯饭飲饮館馆餘余饋馈馬马駕驾駐驻駛驶騎骑騙骗騰腾驅驱驗验驚惊驟骤體体鬆松鬥斗鬧闹"
    "魚鱼鮮鲜鳥鸟鳳凤鴻鸿麗丽麥麦麼么麽么黃黄齊齐齒齿齡龄龍龙龐庞龜龟亞亚並并乾干亂乱佈布併并係系"
    "俠侠倉仓倫伦偉伟偵侦側侧偽伪傑杰傘伞備备傭佣傳传債债傷伤傾倾僅仅僑侨僱雇僞伪價价儀仪億亿儘尽"
    "優优儲储兒儿兌兑內内兩两冊册凍冻凱凯別别刪删則则剛刚剝剥創创劃划劇剧劉刘劍剑劑剂勁劲勞劳勝胜"
    "勢势勳勋勵励勸劝匯汇區区協协卻却厭厌厲厉參参叢丛吳吴員员呂吕啓启啟启單单喪丧喬乔嗎吗嘆叹嘗尝"
    "嘩哗嚇吓嚴严囑嘱圍围園园圓圆圖图團团執执堅坚報报場场塊块塵尘墊垫墜坠墳坟墮堕墾垦壓压壞坏壟垄"
    "壯壮壽寿夠够夢梦夾夹奪夺奮奋奧奥妝妆婦妇媽妈嬰婴孫孙宮宫審审寫写寬宽寧宁寶宝專专尋寻導导屆届"
    "層层屬属岡冈島岛峽峡崗岗嶄崭嶺岭帥帅師师帳帐帶带幀帧幣币幫帮幹干幾几庫库廁厕廂厢廈厦廚厨廟庙"
    "廠厂廢废廣广廳厅彈弹強强彌弥彎弯彙汇徑径徵征徹彻恆恒惡恶悶闷惱恼愛爱態态慘惨慚惭慣惯慮虑慶庆"
    "憂忧憑凭憲宪憶忆懇恳懲惩懶懒懷怀懸悬戀恋戰战戲戏戶户拋抛挾挟捨舍捲卷掃扫掄抡掙挣掛挂採采揀拣"
    "揚扬換换揮挥損损搖摇搗捣搶抢摯挚撐撑撓挠撥拨撫抚撲扑撿捡擁拥擇择擊击擋挡擔担據据擠挤擬拟擴扩"
    "擺摆擾扰攔拦攜携攝摄攤摊敗败敵敌數数斂敛斃毙斷断於于旣既昇升晉晋暈晕暢畅暫暂曆历曉晓曬晒書书"
    "朧胧東东枴拐柵栅條条棄弃棧栈棟栋楊杨極极構构槍枪槓杠樂乐樓楼標标樞枢樸朴樹树橋桥橫横檔档檢检"
    "櫃柜欄栏權权歐欧歡欢歲岁歷历歸归殘残殺杀殼壳毀毁氣气漢汉決决沒没況况洩泄淚泪淨净淪沦淵渊淺浅"
    "減减渦涡測测渾浑湧涌湯汤準准溝沟溫温滅灭滯滞滲渗滾滚滿满漁渔漸渐潑泼潔洁潛潜潤润潰溃澤泽濃浓"
    "濕湿濟济濤涛濫滥濱滨瀏浏灣湾災灾烏乌煉炼煙烟煩烦熱热燈灯燒烧營营燦灿爐炉爛烂爭争爺爷爾尔牆墙"
    "牽牵犧牺狀状狹狭猶犹獄狱獎奖獨独獲获獵猎獸兽獻献琺珐瑪玛環环產产畝亩畢毕畫画異异疊叠痙痉瘋疯"
    "瘡疮療疗癥症癡痴癢痒癮瘾癱瘫皺皱盜盗盞盏盡尽監监盤盘盧卢眾众睏困睜睁瞞瞒矯矫硃朱碩硕確确碼码"
    "磚砖礎础礙碍礦矿祕秘祿禄禍祸禦御禪禅禮礼禱祷稅税稈秆稱称穀谷積积穩稳穫获窩窝窮穷竄窜竊窃競竞"
    "筆笔筍笋範范築筑簡简簽签籃篮籌筹籤签籲吁糧粮糾纠緒绪紛纷納纳紐纽紮扎紹绍綁绑綱纲緝缉緬缅緯纬"
    "緻致縫缝縱纵縷缕縹缥繞绕繪绘繫系繳缴繽缤纜缆罷罢羈羁聳耸肅肃脅胁脈脉腎肾脹胀腫肿膚肤膠胶膩腻"
    "臟脏臺台艱艰艷艳蔣蒋蔔卜蔥葱薦荐薩萨蘋苹蘭兰蘿萝虛虚虜虏蝦虾螢萤蟬蝉蠟蜡蠶蚕蠻蛮補补裝装褲裤"
    "襪袜詢询詭诡詳详誘诱語语諒谅諜谍諮咨諷讽謎谜謠谣謹谨譏讥譴谴譚谭讚赞豎竖貫贯賈贾賦赋賴赖贖赎"
    "贗赝蹤踪躍跃軀躯輻辐轄辖轟轰邇迩郵邮鄧邓醜丑醬酱釀酿鈴铃銀银銅铜銜衔銷销鋁铝鋒锋鋪铺錦锦錫锡"
    "錶表鍋锅鍾钟鎮镇鏈链鑰钥鑽钻閘闸閣阁閥阀闖闯闡阐陝陕隸隶雛雏霧雾韋韦韓韩響响頒颁頓顿頗颇頸颈"
    "頹颓顆颗顛颠颱台飄飘飾饰餅饼養养餓饿饑饥駁驳駭骇騷骚驕骄驢驴髒脏鬱郁鯨鲸鴉鸦鴨鸭鵝鹅鶴鹤鷹鹰"
    "鹽盐麵面黨党齣出擱搁漲涨緋绯賄贿賂赂訟讼詆诋誹诽謗谤謬谬業业務务賽赛壇坛興兴張张觸触佔占榮荣"
    "濾滤諸诸屍尸紋纹親亲脫脱蟻蚁丟丢魯鲁餌饵誕诞篩筛鈕钮擄掳茲兹噴喷檻槛銳锐辯辩艙舱輿舆莊庄壘垒"
    "娛娱斬斩賺赚萊莱孿孪闢辟瑣琐屢屡穎颖馳驰馮冯償偿蘆芦攏拢喚唤鎊镑聰聪幟帜鍛锻豬猪韌韧懼惧蓮莲"
    "懾慑飆飙軸轴樁桩鳴鸣矚瞩颶飓粵粤倆俩隕陨敘叙壩坝寵宠鞏巩訝讶疇畴罵骂腸肠塗涂憤愤噸吨訣诀蕩荡"
    "鴿鸽鑄铸謙谦締缔鏟铲紗纱遼辽韻韵涼凉窺窥馴驯灑洒輩辈鑿凿氫氢銘铭攬揽侶侣湊凑悅悦燙烫撈捞"
)
SIMPLIFIED = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
"""Traditional character → its simplified form; search folds queries and texts by it."""

# Written in both scripts, though one of a pair: 后 is an empress, 著名 is simplified too.
_SHARED = frozenset(
    "后里只余干系制面表台斗谷范松云叶周游致准布了着卷采注志尽丰冲郁丑几朱板雇咨弥卜扎"
    "复升吁出于征合舍杠拐朴钟并胜症适御秘泄蜡夸术佣党厂广万占尸辟涂既困"
    "乾於徵餘鍾昇週註誌祕洩"
)
HANT_ONLY = frozenset(SIMPLIFIED) - _SHARED
"""Characters that modern simplified text does not use."""
HANS_ONLY = frozenset(SIMPLIFIED.values()) - _SHARED - frozenset(SIMPLIFIED)
"""Characters that traditional text does not use."""

_TELLING = 150
"""Characters from which the script of a whole text is told."""
_TABLE = str.maketrans(SIMPLIFIED)


def is_traditional(characters: frozenset[str] | set[str]) -> bool | None:
    """Whether a text with these distinct characters is traditional; None where none tells.

    >>> is_traditional(set("國際刑警組織")), is_traditional(set("国际")), is_traditional(set("中文"))
    (True, False, None)
    """
    traditional = len(HANT_ONLY.intersection(characters))
    simplified = len(HANS_ONLY.intersection(characters))
    return None if traditional == simplified else traditional > simplified


def to_simplified(text: str) -> str:
    """Replace traditional characters, for comparison only; simplified text comes back as it is.

    >>> to_simplified("這是國際刑警組織")
    '这是国际刑警组织'
    """
    return text.translate(_TABLE) if is_traditional(set(text[:_TELLING])) else text
