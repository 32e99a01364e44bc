import Domain

extension Catalogue {
    /// What sellers trade in.
    static let industries: [String: LocalizedText] = [
        "industry_apparel": LocalizedText(
            "Clothing and accessories",
            es: "Ropa y accesorios",
            pt: "Roupas e acessórios"
        ),
        "industry_automotive": LocalizedText("Vehicles and parts", es: "Vehículos y repuestos", pt: "Veículos e peças"),
        "industry_beauty": LocalizedText("Beauty", es: "Belleza", pt: "Beleza"),
        "industry_digital_goods": LocalizedText("Digital goods", es: "Productos digitales", pt: "Produtos digitais"),
        "industry_donations": LocalizedText("Donations", es: "Donaciones", pt: "Doações"),
        "industry_education": LocalizedText("Education", es: "Educación", pt: "Educação"),
        "industry_electronics": LocalizedText("Electronics", es: "Electrónica", pt: "Eletrônicos"),
        "industry_entertainment": LocalizedText("Entertainment", es: "Entretenimiento", pt: "Entretenimento"),
        "industry_food": LocalizedText("Food and drinks", es: "Alimentos y bebidas", pt: "Alimentos e bebidas"),
        "industry_games": LocalizedText("Games", es: "Juegos", pt: "Jogos"),
        "industry_health": LocalizedText("Health", es: "Salud", pt: "Saúde"),
        "industry_home": LocalizedText("Home and furniture", es: "Hogar y muebles", pt: "Casa e móveis"),
        "industry_professional_services": LocalizedText(
            "Professional services",
            es: "Servicios profesionales",
            pt: "Serviços profissionais"
        ),
        "industry_retail": LocalizedText("Retail", es: "Comercio minorista", pt: "Varejo"),
        "industry_software": LocalizedText("Software", es: "Software", pt: "Software"),
        "industry_sports": LocalizedText("Sports", es: "Deportes", pt: "Esportes"),
        "industry_telecommunications": LocalizedText(
            "Telecommunications",
            es: "Telecomunicaciones",
            pt: "Telecomunicações"
        ),
        "industry_tickets": LocalizedText("Tickets and events", es: "Entradas y eventos", pt: "Ingressos e eventos"),
        "industry_toys": LocalizedText("Toys", es: "Juguetes", pt: "Brinquedos"),
        "industry_transport": LocalizedText("Transport", es: "Transporte", pt: "Transporte"),
        "industry_travel": LocalizedText("Travel", es: "Viajes", pt: "Viagens"),
        "industry_utilities": LocalizedText("Utilities", es: "Servicios públicos", pt: "Serviços públicos"),
        "industry_other": LocalizedText("Other", es: "Otra", pt: "Outra"),
    ]
}
