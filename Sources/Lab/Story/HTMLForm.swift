/// A form of a page with what it would send as it stands.
public struct HTMLForm: Sendable, Equatable {
    /// Where it is sent.
    public var action: String
    /// "get" or "post".
    public var method: String
    /// Fields with their present values, in order; unticked boxes and buttons are not among them.
    public var fields: [(name: String, value: String)]
    /// Names of all fields a person may fill, ticked or not.
    public var fillable: Set<String>
    /// Values offered by tick boxes, radio buttons and lists, by name.
    public var choices: [String: [String]]
    /// Named buttons: name and value.
    public var buttons: [(name: String, value: String)]

    public static func == (left: HTMLForm, right: HTMLForm) -> Bool {
        left.action == right.action && left.method == right.method && left.fillable == right.fillable
            && left.choices == right.choices && left.fields.map(\.name) == right.fields.map(\.name)
            && left.fields.map(\.value) == right.fields.map(\.value)
    }

    /// The form with `values` filled in: a value replaces what stands there; several values make several fields.
    /// Throws `.form` for a name the form does not have.
    public func filled(_ values: [String: [String]]) throws -> [(name: String, value: String)] {
        var filled = fields.filter { values[$0.name] == nil }
        for (name, list) in values.sorted(by: { $0.key < $1.key }) {
            let isButton = buttons.contains { $0.name == name }
            guard fillable.contains(name) || isButton || fields.contains(where: { $0.name == name }) else {
                throw StoryError(
                    .form, "\(action) has no field \(name), only \(fillable.sorted().joined(separator: " "))")
            }
            filled += list.map { (name, $0) }
        }
        return filled
    }
}

extension HTMLPage {
    /// All forms in order.
    public var forms: [HTMLForm] { elements("form").map { form($0) } }

    /// The first form sent to `action` (query left aside). Throws `.form` with those there are.
    public func form(to action: String) throws -> HTMLForm {
        guard let form = forms.first(where: { $0.action.prefix { $0 != "?" } == action }) else {
            let there = forms.map(\.action).joined(separator: " ")
            throw StoryError(.form, "no form to \(action), there is: \(there.isEmpty ? "none" : there)")
        }
        return form
    }

    private func form(_ element: Element) -> HTMLForm {
        var form = HTMLForm(
            action: element["action"] ?? "", method: (element["method"] ?? "get").lowercased(), fields: [],
            fillable: [],
            choices: [:], buttons: [])
        for field in elements(in: element) where field["disabled"] == nil {
            guard let name = field["name"] else { continue }
            switch field.name {
            case "input": input(field, name, &form)
            case "button": form.buttons.append((name, field["value"] ?? ""))
            case "textarea":
                form.fillable.insert(name)
                form.fields.append((name, text(in: field)))
            case "select":
                let options = elements("option", in: field)
                form.fillable.insert(name)
                form.choices[name] = options.map { $0["value"] ?? text(in: $0) }
                if let chosen = options.first(where: { $0["selected"] != nil }) ?? options.first {
                    form.fields.append((name, chosen["value"] ?? text(in: chosen)))
                }
            default: break
            }
        }
        return form
    }

    private func input(_ field: Element, _ name: String, _ form: inout HTMLForm) {
        let value = field["value"]
        switch field["type"] ?? "text" {
        case "checkbox", "radio":
            form.fillable.insert(name)
            form.choices[name, default: []].append(value ?? "on")
            if field["checked"] != nil { form.fields.append((name, value ?? "on")) }
        case "submit", "image": form.buttons.append((name, value ?? ""))
        case "button", "reset": break
        case "hidden": form.fields.append((name, value ?? ""))
        default:
            form.fillable.insert(name)
            form.fields.append((name, value ?? ""))
        }
    }
}
