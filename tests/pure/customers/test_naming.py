import pytest

from customers import codes, merging, naming, reaching


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        pytest.param("華為", "华为", id="traditional"),
        pytest.param("ＡＢＣ　１２", "abc 12", id="full width"),
        pytest.param("Straße", "strasse", id="case without borders"),
        pytest.param("発電", "发电", id="Japanese forms"),
        pytest.param("A\u202eB\u200bC", "a b c", id="nothing invisible"),
        pytest.param("  a \t b ", "a b", id="one space"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_folding(typed, folded):
    assert naming.fold(typed) == folded


@pytest.mark.parametrize(
    "typed", ["华为", "華為", "huawei", "HuaWei", "hw", "为技", "jishu", "hwjs", "ＨＷ", "Huawei T"]
)
def test_one_company_is_found_by_every_way_of_typing_it(typed):
    keys = naming.of_customer("華為技術有限公司", "华为", "Huawei Technologies")
    for part in naming.queries(typed):
        assert part in keys.search_text if len(part) > 2 else part in keys.short_keys or len(part) == 1


@pytest.mark.parametrize(
    ("family", "given", "sort_key", "also"),
    [
        ("曾", "国藩", "zeng guo fan", "ceng"),
        ("单", "田芳", "shan tian fang", "dan"),
        ("仇", "英", "qiu ying", "chou"),
        ("解", "珍", "xie zhen", "jie"),
        ("查", "良镛", "zha liang yong", "cha"),
        ("区", "志强", "ou zhi qiang", "qu"),
        ("尉迟", "恭", "yu chi gong", "yuchi"),
        ("單", "田芳", "shan tian fang", "shan"),
        ("歐陽", "修", "ou yang xiu", "ouyang"),
        ("Schmitt", "Carine", "schmitt carine", "carine schmitt"),
    ],
)
def test_surnames_read_as_surnames_do(family, given, sort_key, also):
    keys = naming.of_person(family, given)
    assert keys.sort_key.split("\t")[0] == sort_key
    assert also in keys.search_text


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("林知夏", ("林", "知夏")),
        ("欧阳修", ("欧阳", "修")),
        ("欧阳", ("欧", "阳")),
        ("Schmitt Carine", ("Schmitt", "Carine")),
        ("Cher", ("Cher", "")),
        ("林", ("林", "")),
        ("", ("", "")),
    ],
)
def test_names_are_split_surname_first_and_joined_again(name, parts):
    assert naming.split_name(name) == parts
    assert naming.full_name(*parts) == name


def test_pinyin_orders_by_syllable():
    names = ["西安机电", "先锋电子", "希望集团"]
    assert sorted(names, key=lambda name: naming.of_customer(name).sort_key) == ["西安机电", "希望集团", "先锋电子"]


def test_keys_stay_within_their_columns_whatever_is_typed():
    keys = naming.of_customer("汉" * 5000, "(" * 9000, "A" * 9000)
    assert len(keys.sort_key) <= naming.SORT_KEY_LENGTH
    assert all(len(key) <= naming.SHORT_KEY_LENGTH for key in keys.short_keys)
    assert len(naming.queries("<" * 100_000 + " a" * 100)) <= 6


@pytest.mark.parametrize(
    ("typed", "cure"),
    [
        pytest.param("91110000600037341X", "should be L", id="check digit"),
        pytest.param("9111000060003734", "this one has 16", id="length"),
        pytest.param("9111000060003734OL", "Character 17 cannot be “O”", id="a letter that is never used"),
        pytest.param("A1110000600037341L", "Character 1 cannot be “A”", id="a letter among the digits"),
    ],
)
def test_a_wrong_company_code_is_told_with_its_cure(typed, cure):
    from django.utils.translation import override

    with override("en"), pytest.raises(codes.CodeFaultError) as fault:
        codes.normal(typed)
    assert cure in str(fault.value.cure)


def test_a_right_company_code_is_kept_in_one_form():
    assert codes.normal(" 91110000 600037341l ") == "91110000600037341L"


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("mobile", "138 1234 5678", "+8613812345678"),
        ("phone", "0512-6280 1234", "+8651262801234"),
        ("phone", "+49 30 901820", "+4930901820"),
        ("mail", " Lin@Example.COM ", "lin@example.com"),
        ("wechat", "LinZX", "linzx"),
    ],
)
def test_ways_to_reach_have_one_form(kind, typed, kept):
    assert reaching.normal(kind, typed) == kept


@pytest.mark.parametrize(("kind", "typed"), [("mobile", "12"), ("mobile", "abc"), ("mail", "lin@"), ("wechat", " ")])
def test_what_reaches_nobody_is_refused(kind, typed):
    with pytest.raises(reaching.UnreachableError):
        reaching.normal(kind, typed)


@pytest.mark.parametrize(
    ("mine", "now", "kept", "clashing"),
    [
        pytest.param({"a": 1}, {"a": 0}, {"a": 1}, [], id="only mine"),
        pytest.param({"a": 0}, {"a": 2}, {}, [], id="only theirs stays"),
        pytest.param({"a": 1}, {"a": 2}, {"a": 1}, ["a"], id="both, differently"),
        pytest.param({"a": 1}, {"a": 1}, {"a": 1}, [], id="both, alike"),
        pytest.param({"a": ""}, {"a": None}, {"a": ""}, [], id="empty is nothing"),
    ],
)
def test_two_editors_of_one_reading(mine, now, kept, clashing):
    assert merging.merge(mine, now, {"a": 0}.get) == (kept, clashing)
